import { ok, refuse, type Result } from '#app/domain/result.ts'
import { listLawVersions } from '#db/queries/bank-pages.ts'

import { type BankStaff, mayRead } from './bank-staff.ts'

export type LawVersionFacts = {
  lawId: string
  short: string
  title: string
  version: string
  /** Days `YYYY-MM-DD`; `effectiveTo` is the last day in force. */
  promulgated: string
  effectiveFrom: string
  effectiveTo: string | null
  articleCount: number
  verifiedOn: string
  source: string
  state: 'in-force' | 'future' | 'ended'
  /** Approved questions that cite this version. */
  questions: number
}

/**
 * The law registry: every version of every law.
 *
 * @param today The day to judge by, `YYYY-MM-DD` in Shanghai.
 */
export async function listLaws(
  staff: BankStaff,
  today: string,
): Promise<Result<LawVersionFacts[], 'not-allowed'>> {
  if (!mayRead(staff)) return refuse('not-allowed')
  const rows = await listLawVersions(staff.db)
  return ok(
    rows.map(({ law, version, questions }) => ({
      ...version,
      short: law.short,
      title: law.title,
      state: stateOn(today, version),
      questions,
    })),
  )
}

/** Whether a version is in force on a day. ISO days compare as text. */
function stateOn(
  day: string,
  { effectiveFrom, effectiveTo }: { effectiveFrom: string; effectiveTo: string | null },
): LawVersionFacts['state'] {
  if (effectiveFrom > day) return 'future'
  return effectiveTo !== null && effectiveTo < day ? 'ended' : 'in-force'
}
