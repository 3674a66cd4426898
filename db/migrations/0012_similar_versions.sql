-- The versions in use or in work that have at least `need` of some pieces, those with most of them first. Piece by piece,
-- so that each is one walk of the index (`offset 0` keeps the planner from turning it round), and by the index also
-- before the table was ever analysed, when the planner takes it for tiny.
CREATE FUNCTION versions_sharing(looked_up text[], need integer, most integer) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
	SELECT found.id FROM unnest(looked_up) AS looked (piece)
	CROSS JOIN LATERAL (
		SELECT v.id FROM question_versions v WHERE v.pieces @> ARRAY[looked.piece] AND v.state <> 'retired' OFFSET 0
	) found
	GROUP BY found.id HAVING count(*) >= need ORDER BY count(*) DESC, found.id LIMIT most
$$;
