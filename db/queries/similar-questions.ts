import { inArray, sql } from 'drizzle-orm'

import { piecesToLookUp } from '#question-bank/near-duplicates.ts'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'

/** So many of the versions that share most pieces are looked at; the rest cannot be more alike by much. */
const mostCandidates = 400

/**
 * The versions in use or in work that may be alike by `least` to a text with these pieces, in full: the caller
 * measures. Every version that is so alike is among them, unless more than `mostCandidates` share as much.
 */
export async function listSimilarCandidates(tx: Db, pieces: ReadonlySet<string>, least: number) {
  const { lookUp, need } = piecesToLookUp(await rarestFirst(tx, [...pieces]), least)
  if (lookUp.length === 0) return []
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from versions_sharing(${sql.param(lookUp)}::text[], ${need}, ${mostCandidates})`,
  )
  return listComparable(
    tx,
    rows.map(({ id }) => id),
  )
}

/** What the whole bank is compared by: a version in use or in work, with the text of `textOf`. */
export type ComparedText = { versionId: string; questionId: string; caseCode: string | null; text: string }

/** Some of the versions in use or in work, in the order of their ids, after the one with id `after`. */
export async function listComparedTexts(
  tx: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<ComparedText[]> {
  const { rows } = await tx.execute<ComparedText>(sql`
    select id as "versionId", question_id as "questionId", case_code as "caseCode",
      concat_ws(' ', material, stem, case when kind <> 'true-false' then option_texts(options) end) as text
    from question_versions
    where state <> 'retired' ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit}`)
  return rows
}

/** Versions as they are compared, in no order. */
export async function listComparable(tx: Db, versionIds: readonly string[]) {
  return comparable(tx).where(inArray(questionVersions.id, [...versionIds]))
}

export type ComparableRow = Awaited<ReturnType<typeof listComparable>>[number]

const comparable = (tx: Db) =>
  tx
    .select({
      versionId: questionVersions.id,
      questionId: questionVersions.questionId,
      code: questions.code,
      version: questionVersions.version,
      state: questionVersions.state,
      kind: questionVersions.kind,
      stem: questionVersions.stem,
      options: questionVersions.options,
      material: questionVersions.material,
      caseCode: questionVersions.caseCode,
    })
    .from(questionVersions)
    .innerJoin(questions, sql`${questions.id} = ${questionVersions.questionId}`)

/** Ordered by what the database's own statistics say of them; what they do not name is rare. */
async function rarestFirst(tx: Db, pieces: string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ piece: string; share: number }>(sql`
    select piece, share from pg_stats,
      unnest(most_common_elems::text::text[], most_common_elem_freqs) as common (piece, share)
    where schemaname = 'public' and tablename = 'question_versions' and attname = 'pieces'
      and piece = any(${sql.param(pieces)}::text[])`)
  const shares = new Map(rows.map(({ piece, share }) => [piece, share]))
  return pieces.sort((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0))
}
