import { sql } from 'drizzle-orm'

import type { Db } from '../client.ts'

/** What waits for one reviewer: versions in review that they did not write. */
const waiting = (reviewerId: string) => sql`
  from question_versions v join questions q on q.id = v.question_id
  where v.state = 'in-review' and v.author_id is distinct from ${reviewerId}`

export type Neighbour = { questionId: string; code: string }

/** The questions before and after a code among those that wait for a reviewer, and how many wait in all. */
export async function readQueue(
  tx: Db,
  { reviewerId, code }: { reviewerId: string; code: string },
): Promise<{ previous: Neighbour | null; next: Neighbour | null; waiting: number }> {
  const row = sql`select q.id as "questionId", q.code ${waiting(reviewerId)}`
  const { rows: before } = await tx.execute<Neighbour>(
    sql`${row} and q.code < ${code} order by q.code desc limit 1`,
  )
  const { rows: after } = await tx.execute<Neighbour>(
    sql`${row} and q.code > ${code} order by q.code limit 1`,
  )
  const { rows: all } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count ${waiting(reviewerId)}`,
  )
  return { previous: before[0] ?? null, next: after[0] ?? null, waiting: all[0]?.count ?? 0 }
}
