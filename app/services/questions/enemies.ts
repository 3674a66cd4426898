import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  deleteDistinctPair,
  deleteEnemyPair,
  findQuestionId,
  insertEnemyPair,
  lockPair,
  pairOf,
  type PairKey,
  putDistinctPair,
} from '#db/queries/question-pairs.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, mayRead } from './bank-staff.ts'

/** `same`: a question is no pair. `unchanged`: they are, or are not, enemies already. */
export type PairRefusal = 'not-found' | 'same' | 'no-reason' | 'unchanged'
type Pair = { one: string; other: string }

const longestReason = 500

/**
 * Records two questions as enemies (互斥): they never stand in one paper, since one gives the other away or asks the same.
 * Authors and reviewers both may: it keeps questions out of papers, and never lets any in.
 */
export function addEnemies(staff: BankStaff, pair: Pair, reason: string): Promise<Result<null, PairRefusal>> {
  const said = reason.trim().slice(0, longestReason)
  return onPair(staff, pair, async (tx, found) => {
    if (said === '') return refuse('no-reason')
    const { oneId, otherId } = found
    const addedAt = await readInstant(tx)
    const row = { oneId, otherId, reason: said, addedBy: staff.accountId, addedAt }
    if (!(await insertEnemyPair(tx, row))) return refuse('unchanged')
    await deleteDistinctPair(tx, found)
    await audit(tx, staff, { found, action: 'enemies.added', detail: { reason: said } })
    return ok(null)
  })
}

/** As `addEnemies`, of questions named by their codes. */
export async function addEnemiesByCode(
  staff: BankStaff,
  codes: Pair,
  reason: string,
): Promise<Result<null, PairRefusal>> {
  if (!mayRead(staff)) return refuse('not-found')
  const one = await findQuestionId(staff.db, codes.one)
  const other = await findQuestionId(staff.db, codes.other)
  return one && other ? addEnemies(staff, { one, other }, reason) : refuse('not-found')
}

/** Lets two questions stand in one paper again. */
export function removeEnemies(staff: BankStaff, pair: Pair): Promise<Result<null, PairRefusal>> {
  return onPair(staff, pair, async (tx, found) => {
    const reason = await deleteEnemyPair(tx, found)
    if (reason === null) return refuse('unchanged')
    await audit(tx, staff, { found, action: 'enemies.removed', detail: { reason } })
    return ok(null)
  })
}

/**
 * Records that two questions ask different things, however alike they are: they are no longer listed as near-duplicates,
 * unless a later version makes them more alike.
 *
 * @param similarity How alike they are now, 0 to 1.
 */
export function markDistinct(
  staff: BankStaff,
  pair: Pair,
  similarity: number,
): Promise<Result<null, PairRefusal>> {
  return onPair(staff, pair, async (tx, found) => {
    const { oneId, otherId } = found
    const judgedAt = await readInstant(tx)
    await putDistinctPair(tx, { oneId, otherId, similarity, judgedBy: staff.accountId, judgedAt })
    await audit(tx, staff, { found, action: 'duplicates.judged', detail: { similarity } })
    return ok(null)
  })
}

type Found = PairKey & { oneCode: string; otherCode: string }

function onPair(
  staff: BankStaff,
  { one, other }: Pair,
  act: (tx: Db, found: Found) => Promise<Result<null, PairRefusal>>,
): Promise<Result<null, PairRefusal>> {
  return staff.db.transaction(async (tx): Promise<Result<null, PairRefusal>> => {
    if (!mayRead(staff) || !isUuid(one) || !isUuid(other)) return refuse('not-found')
    const key = pairOf(one.toLowerCase(), other.toLowerCase())
    if (key.oneId === key.otherId) return refuse('same')
    const codes = await lockPair(tx, key)
    return codes ? act(tx, { ...key, ...codes }) : refuse('not-found')
  })
}

type Told = { found: Found; action: string; detail: Record<string, unknown> }

async function audit(tx: Db, staff: BankStaff, { found, action, detail }: Told): Promise<void> {
  await appendAudit(tx, {
    at: await readInstant(tx),
    actor: actorOf(staff),
    action,
    subject: 'question',
    subjectId: found.oneId,
    detail: { codes: [found.oneCode, found.otherCode], ...detail },
  })
}
