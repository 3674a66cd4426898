CREATE TABLE "distinct_pairs" (
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"similarity" real NOT NULL,
	"judged_by" uuid NOT NULL,
	"judged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "distinct_pairs_one_id_other_id_pk" PRIMARY KEY("one_id","other_id"),
	CONSTRAINT "distinct_pairs_ordered" CHECK ("distinct_pairs"."one_id" < "distinct_pairs"."other_id")
);
--> statement-breakpoint
ALTER TABLE "distinct_pairs" ADD CONSTRAINT "distinct_pairs_one_id_questions_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_pairs" ADD CONSTRAINT "distinct_pairs_other_id_questions_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_pairs" ADD CONSTRAINT "distinct_pairs_judged_by_accounts_id_fk" FOREIGN KEY ("judged_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_versions_case" ON "question_versions" USING btree ("case_code") WHERE "question_versions"."case_code" is not null;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_second_person" CHECK ("question_versions"."approver_id" <> "question_versions"."author_id");--> statement-breakpoint
-- Pieces of the whole text take the place of those of stem and options: one index for search and near-duplicates.
DROP INDEX "question_versions_grams";--> statement-breakpoint
ALTER TABLE "question_versions" DROP COLUMN "grams";--> statement-breakpoint
DROP FUNCTION text_grams(text);--> statement-breakpoint
-- The pieces of two neighbouring signs of a text, as `gramsOf` in question-bank/similarity.ts makes them (the ranges are
-- the same). Small letters and order by code point, whatever the locale of the database.
CREATE FUNCTION text_pieces(content text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
	signs text[] := string_to_array(regexp_replace(
		lower(normalize(content, NFKC) COLLATE "C"),
		'[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\ufe00-\ufe0f\ufe30-\ufe4f\ufeff\U0001f000-\U0001faff]+', '', 'g'
	), NULL);
BEGIN
	RETURN ARRAY(
		SELECT (one || other) COLLATE "C" FROM unnest(signs, signs[2:]) AS pair (one, other)
		WHERE one IS NOT NULL AND other IS NOT NULL GROUP BY 1
	);
END $$;
--> statement-breakpoint
CREATE FUNCTION option_texts(options jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT string_agg(option ->> 'text', ' ' ORDER BY place)
	FROM jsonb_array_elements(options) WITH ORDINALITY AS listed (option, place)
$$;
--> statement-breakpoint
-- Not in db/schema: rows are read without it, and only search queries it. Material, stem and options follow one
-- another as `textOf` in question-bank/similarity.ts joins them.
ALTER TABLE "question_versions" ADD COLUMN "pieces" text[] GENERATED ALWAYS AS (text_pieces(
	"topic" || ' ' || "article" || ' ' || coalesce("material", '') || ' ' || "stem" || ' '
	|| coalesce(option_texts("options"), '') || ' ' || "explanation" || ' ' || coalesce("changed", '')
)) STORED;--> statement-breakpoint
CREATE INDEX "question_versions_pieces" ON "question_versions" USING gin ("pieces");--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "distinct_pairs" TO lawexam_app;
