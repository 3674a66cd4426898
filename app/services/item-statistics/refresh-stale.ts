import type { Db } from '#db/client.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listSummaryDigests, readExamStates } from '#db/queries/item-statistics.ts'

import { examDigest } from './exam-digest.ts'
import { refreshSummaries } from './refresh-summaries.ts'

/** An exam that goes on changes with every hand-in: its figures are made again no more often than this. */
const OFTEN_ENOUGH_MS = 3_600_000

/**
 * Brings the figures of all exams up to date, one exam after another: for the upkeep, so that those of a large exam
 * are there before somebody asks. Figures made within the last hour wait.
 *
 * @returns How many exams were computed.
 */
export async function refreshStale(db: Db): Promise<number> {
  const now = await readInstant(db)
  const known = new Map((await listSummaryDigests(db)).map((one) => [one.examId, one]))
  let computed = 0
  for (const state of await readExamStates(db)) {
    const summary = known.get(state.examId)
    if (summary?.digest === examDigest(state, now)) continue
    if (summary && now.getTime() - summary.computedAt.getTime() < OFTEN_ENOUGH_MS) continue
    if ((await refreshSummaries(db, state.examId)) === 'computed') computed += 1
  }
  return computed
}
