import { type Change, countEffect, type EffectCounts, personOutcomes } from '#app/domain/regrade.ts'
import { isReleased } from '#app/domain/release.ts'
import type { Db } from '#db/client.ts'
import type { KeyFixRow } from '#db/queries/key-fixes.ts'
import {
  type AffectedPerson,
  listAffectedPeople,
  listRegradesOfFix,
  listStandings,
} from '#db/queries/regrade.ts'

import { digestOfEffect, type Seen } from './effect.ts'
import type { KeyFixScope } from './key-fix-scope.ts'
import { computeChanges } from './regrade-attempts.ts'
import { nextKey } from './regrade-under.ts'

/** One changed attempt in the list. Scores are points. */
export type EffectRow = AffectedPerson & {
  attemptId: string
  tryNo: number
  /** Void for a violation: the score stands in the record, it does not pass. */
  void: boolean
  scoreBefore: number
  scoreAfter: number
  passedBefore: boolean
  passedAfter: boolean
}

export type EffectView = {
  /** `would`: graded just now, and nothing written. `did`, `undid`: from the record of the regrades. */
  tense: 'would' | 'did' | 'undid'
  /** Set while the results are withheld: until then there are no people and, but for `attempts`, no numbers. */
  withheldUntil: Date | null
  /** Of the reader's region. `attempts` null: the record does not say it for a part of the exam. */
  counts: Omit<EffectCounts, 'attempts'> & { attempts: number | null }
  /** Attempts whose score is not what their answers earn: nothing can be approved before that is settled. */
  broken: number
  rows: EffectRow[]
  page: number
  pageCount: number
  /** What an approval refers to. */
  seen: Seen | null
}

type Asked = { scope: KeyFixScope; fix: KeyFixRow; page: number; now: Date }
type Listed = Change & { attempt: { id: string; tryNo: number; closedAt: Date | null } }
type Found = { changes: Listed[]; personIds: string[] | null; broken: number }

const rowsPerPage = 20
const tenses = { proposed: 'would', applied: 'did', reverted: 'undid' } as const

/** The effect of a correction on the people whom the reader administers; null: it has none, or there are none. */
export async function readEffect(tx: Db, { scope, fix, page, now }: Asked): Promise<EffectView | null> {
  const { exam, campaign, region } = scope
  if (fix.state === 'rejected' || !region) return null
  const tense = tenses[fix.state]
  const found = tense === 'would' ? await foresee(tx, scope, fix) : await recall(tx, fix)
  const personIds = [...new Set([...(found.personIds ?? []), ...found.changes.map((one) => one.personId)])]
  const people = await listAffectedPeople(tx, { campaignId: campaign.id, region, personIds })
  const attempts = found.personIds && found.personIds.filter((id) => people.has(id)).length
  const view = { tense, broken: found.broken, page: 1, pageCount: 1, seen: null, rows: [] } as const
  if (!isReleased(exam, now)) {
    const nothing = countEffect(0, [], new Map())
    return { ...view, rows: [], withheldUntil: exam.closesAt, counts: { ...nothing, attempts } }
  }
  const mine = found.changes.filter(({ personId }) => people.has(personId)).sort(byWeight)
  const counts = await countsOf(tx, scope, { fix, mine })
  return {
    ...view,
    ...pageOf(mine, people, page),
    withheldUntil: null,
    counts: attempts === null ? counts : { ...counts, attempts },
    seen: tense === 'would' ? { asOf: now, digest: digestOfEffect(found.changes, now) } : null,
  }
}

type People = ReadonlyMap<string, AffectedPerson>

function pageOf(mine: readonly Listed[], people: People, wanted: number) {
  const pageCount = Math.max(1, Math.ceil(mine.length / rowsPerPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted)), pageCount)
  const shown = mine.slice((page - 1) * rowsPerPage, page * rowsPerPage)
  return {
    page,
    pageCount,
    rows: shown.flatMap((change) => rowOf(change, people.get(change.personId)) ?? []),
  }
}

/** What a proposed correction would do now. */
async function foresee(tx: Db, { exam }: KeyFixScope, fix: KeyFixRow): Promise<Found> {
  const key = await nextKey(tx, fix, false)
  const rekeyed = { exam, questionVersionId: fix.questionVersionId, key }
  const { changes, personIds, broken } = await computeChanges(tx, rekeyed, { lock: false })
  return { changes, personIds, broken: broken.length }
}

/** What a correction did, or its reversal. */
async function recall(tx: Db, fix: KeyFixRow): Promise<Found> {
  const rows = await listRegradesOfFix(tx, fix.id, fix.state === 'reverted')
  const changes = rows.map(({ regrade, personId, tryNo, state }) => ({
    ...{ id: regrade.id, personId, counts: state === 'handed-in' },
    before: { score: regrade.scoreBefore, passed: regrade.passedBefore },
    after: { score: regrade.scoreAfter, passed: regrade.passedAfter },
    attempt: { id: regrade.attemptId, tryNo, closedAt: null },
  }))
  return { changes, personIds: null, broken: 0 }
}

/** The numbers that were written down when it was done; for a part of the exam, counted from its people. */
async function countsOf(
  tx: Db,
  { exam, decides }: KeyFixScope,
  { fix, mine }: { fix: KeyFixRow; mine: readonly Listed[] },
): Promise<EffectView['counts']> {
  const written = fix.state === 'reverted' ? fix.revertEffect : fix.effect
  if (written && decides) return written
  const standings = await listStandings(tx, exam.id, {
    personIds: [...new Set(mine.map(({ personId }) => personId))],
    attemptIds: mine.map(({ attempt }) => attempt.id),
  })
  return { ...countEffect(0, mine, personOutcomes(mine, standings)), attempts: null }
}

/** Whoever passes or fails by it first, then the largest changes. */
function byWeight(one: Listed, other: Listed): number {
  return weight(other) - weight(one) || (one.attempt.id < other.attempt.id ? -1 : 1)
}

const weight = ({ counts, before, after }: Listed) =>
  (counts && before.passed !== after.passed ? 1e9 : 0) + Math.abs(after.score - before.score)

function rowOf({ counts, before, after, attempt }: Listed, person?: AffectedPerson): EffectRow | null {
  if (!person) return null
  return {
    ...person,
    ...{ attemptId: attempt.id, tryNo: attempt.tryNo, void: !counts },
    ...{ scoreBefore: before.score / 100, scoreAfter: after.score / 100 },
    ...{ passedBefore: counts && before.passed, passedAfter: counts && after.passed },
  }
}
