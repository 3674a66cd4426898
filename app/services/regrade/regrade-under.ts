import { createHash } from 'node:crypto'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { type ExamKey, holdExamKeys, readKeysUnder } from '#db/queries/exam-keys.ts'
import { readInstant } from '#db/queries/instant.ts'
import type { KeyFixRow } from '#db/queries/key-fixes.ts'
import { findPersonOfAccount } from '#db/queries/staff.ts'

import type { Signer } from '../receipts/signer.ts'
import { countEffectOn } from './effect.ts'
import type { KeyFixStaff } from './key-fix-scope.ts'
import { type AttemptChange, computeChanges, writeChanges } from './regrade-attempts.ts'

/**
 * `own-attempt`: it would change the score of whoever decides. `record-broken`: an attempt's score is not what its
 * answers earn, which has to be looked into first. `effect-changed`: it is not what was accepted.
 */
export type RegradeRefusal = 'own-attempt' | 'record-broken' | 'effect-changed'

type Regrading = {
  exam: ExamRow
  fix: KeyFixRow
  /** True: the correction is taken back. */
  reverted: boolean
  accepts: (changes: readonly AttemptChange[]) => boolean
}

export type Regraded = {
  effect: NonNullable<KeyFixRow['effect']>
  at: Date
  /** Digest of the new receipts' signatures: the audit row that has it covers every single change. */
  digest: string
}

/**
 * Grades afresh every closed attempt that a correction touches, or its reversal. The caller holds the lock of the exam's
 * corrections, and marks the correction in this transaction.
 *
 * Attempts that are handed in meanwhile wait only for the last part: first everything that is closed is graded, then
 * the keys are held, and what was closed in between follows. Who closes after the commit reads the new key.
 */
export async function regradeUnder(
  tx: Db,
  admin: KeyFixStaff & { signer: Signer },
  { exam, fix, reverted, accepts }: Regrading,
): Promise<Result<Regraded, RegradeRefusal>> {
  const rekeyed = { exam, questionVersionId: fix.questionVersionId, key: await nextKey(tx, fix, reverted) }
  const first = await computeChanges(tx, rekeyed, { lock: true })
  if (first.broken.length > 0) return refuse('record-broken')
  const own = await findPersonOfAccount(tx, admin.accountId)
  if (first.changes.some(({ personId }) => personId === own)) return refuse('own-attempt')
  if (!accepts(first.changes)) return refuse('effect-changed')
  const writing = { keyFixId: fix.id, reverted, signer: admin.signer }
  const signatures = await writeChanges(tx, first.changes, { ...writing, at: await readInstant(tx) })

  await holdExamKeys(tx, exam.id)
  const rest = await computeChanges(tx, rekeyed, { lock: true, without: first.known })
  if (rest.broken.length > 0)
    throw new Error(`Attempts ${rest.broken.join(', ')} are not graded by their keys.`)
  // Read after the keys were held: later than every closing without the correction.
  const at = await readInstant(tx)
  signatures.push(...(await writeChanges(tx, rest.changes, { ...writing, at })))

  const effect = await countEffectOn(tx, exam.id, {
    attempts: first.personIds.length + rest.personIds.length,
    changes: [...first.changes, ...rest.changes],
  })
  return ok({ effect, at, digest: digestOf(signatures) })
}

/** What the question is graded by afterwards. */
export async function nextKey(
  tx: Db,
  fix: Pick<KeyFixRow, 'id' | 'examId' | 'questionVersionId'>,
  reverted: boolean,
): Promise<ExamKey> {
  const named = { examId: fix.examId, keyFixIds: reverted ? [] : [fix.id] }
  const key = (await readKeysUnder(tx, named, [fix.questionVersionId])).get(fix.questionVersionId)
  if (!key) throw new Error(`Question version ${fix.questionVersionId} is missing.`)
  return key
}

const digestOf = (signatures: readonly string[]) =>
  createHash('sha256')
    .update([...signatures].sort().join('\n'))
    .digest('hex')
