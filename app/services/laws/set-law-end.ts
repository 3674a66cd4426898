import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listVersionsOfLaw, lockLaw, updateLawVersion } from '#db/queries/laws.ts'
import { isDay } from '#question-bank/laws/law-history.ts'
import { mayEndOn } from '#question-bank/laws/version-periods.ts'

import { actorOf, type BankStaff, isAuthor } from '../questions/bank-staff.ts'

export type LawEnd = {
  lawId: string
  version: string
  /** The last day in force, `YYYY-MM-DD`; empty: no end is known. */
  effectiveTo: string
  /** Which decision ends it. */
  reason: string
}

export type LawEndRefusal =
  'not-allowed' | 'not-found' | 'not-a-day' | 'too-early' | 'overlap' | 'no-reason' | 'unchanged'

/**
 * Ends a version (repeal), or corrects its end: its questions leave assembly with the day after its last one. Papers that
 * were assembled stay as they are.
 *
 * @see docs/rules/law-change.md Rule L7.
 */
export async function setLawEnd(author: BankStaff, end: LawEnd): Promise<Result<null, LawEndRefusal>> {
  if (!isAuthor(author)) return refuse('not-allowed')
  const reason = end.reason.trim()
  if (reason.length < 2 || reason.length > 500) return refuse('no-reason')
  if (end.effectiveTo !== '' && !isDay(end.effectiveTo)) return refuse('not-a-day')
  return author.db.transaction(async (tx): Promise<Result<null, LawEndRefusal>> => {
    const versions = (await lockLaw(tx, end.lawId)) ? await listVersionsOfLaw(tx, end.lawId) : []
    const version = versions.find((one) => one.version === end.version)
    if (!version) return refuse('not-found')
    const effectiveTo = end.effectiveTo === '' ? null : end.effectiveTo
    const refusal = refusalOf(versions, version, effectiveTo)
    if (refusal) return refuse(refusal)
    await updateLawVersion(tx, end, { effectiveTo })
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(author),
      action: 'law.end-set',
      subject: 'law',
      subjectId: end.lawId,
      detail: { version: end.version, effectiveTo, previousEnd: version.effectiveTo, reason },
    })
    return ok(null)
  })
}

type Version = Awaited<ReturnType<typeof listVersionsOfLaw>>[number]

function refusalOf(
  versions: readonly Version[],
  version: Version,
  effectiveTo: string | null,
): LawEndRefusal | null {
  if (effectiveTo === version.effectiveTo) return 'unchanged'
  if (effectiveTo !== null && effectiveTo < version.effectiveFrom) return 'too-early'
  const others = versions.filter((one) => one !== version)
  return mayEndOn(others, { effectiveFrom: version.effectiveFrom, effectiveTo }) ? null : 'overlap'
}
