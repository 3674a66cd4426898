import { and, ne, sql } from 'drizzle-orm'

import { gramsOf, plainSigns } from '#question-bank/similarity.ts'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'

export type Twin = { questionId: string; code: string }

/**
 * The questions in use or in work that ask in the same words, whatever the punctuation: the same stem about the same
 * material. Ten at most, by code.
 */
export async function listTwins(
  tx: Db,
  { stem, material }: { stem: string; material: string | null },
): Promise<Twin[]> {
  const pieces = [...gramsOf(stem)]
  if (pieces.length === 0) return []
  const rows = await tx
    .select({
      questionId: questionVersions.questionId,
      code: questions.code,
      stem: questionVersions.stem,
      material: questionVersions.material,
    })
    .from(questionVersions)
    .innerJoin(questions, sql`${questions.id} = ${questionVersions.questionId}`)
    .where(and(ne(questionVersions.state, 'retired'), sql`pieces @> ${sql.param(pieces)}::text[]`))
    .orderBy(questions.code)
  const same = rows.filter(
    (row) =>
      plainSigns(row.stem) === plainSigns(stem) &&
      plainSigns(row.material ?? '') === plainSigns(material ?? ''),
  )
  const twins = new Map(same.map(({ questionId, code }) => [questionId, { questionId, code }]))
  return [...twins.values()].slice(0, 10)
}
