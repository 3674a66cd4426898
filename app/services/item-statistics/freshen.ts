import type { Db } from '#db/client.ts'
import { type ExamSummaryRow, findExamSummary, readExamStates } from '#db/queries/item-statistics.ts'

import { examDigest } from './exam-digest.ts'
import { refreshSummaries } from './refresh-summaries.ts'

/** Up to this many attempts are analysed while somebody waits, in two or three seconds; more are left to the upkeep. */
const WAITED_FOR = 2000

export type Freshened = {
  /** Null: nothing has been computed yet. */
  summary: ExamSummaryRow | null
  /** The exam has newer attempts or keys than the summary: the upkeep will compute it. */
  stale: boolean
  /** Attempts of any state: 0 before the first. */
  attempts: number
}

/** The summary of an exam, made again when the exam has changed and is not too large to wait for. */
export async function freshenSummary(db: Db, examId: string, now: Date): Promise<Freshened> {
  const [state] = await readExamStates(db, examId)
  if (!state) return { summary: null, stale: false, attempts: 0 }
  const { attempts } = state
  const digest = examDigest(state, now)
  const known = await findExamSummary(db, examId)
  if (known?.digest === digest) return { summary: known, stale: false, attempts }
  if (attempts > WAITED_FOR) return { summary: known, stale: true, attempts }
  await refreshSummaries(db, examId)
  const summary = await findExamSummary(db, examId)
  return { summary, stale: summary?.digest !== digest, attempts }
}
