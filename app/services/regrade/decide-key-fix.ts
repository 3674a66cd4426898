import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  findKeyFix,
  type KeyFixRow,
  lockKeyFixesOf,
  type NamedKeyFix,
  updateKeyFix,
} from '#db/queries/key-fixes.ts'

import type { Signer } from '../receipts/signer.ts'
import { isUuid } from '../statistics/scope.ts'
import { digestOfEffect, type Seen } from './effect.ts'
import {
  actorOf,
  type KeyFixScope,
  type KeyFixStaff,
  longestReason,
  resolveKeyFixScope,
  type ScopeRefusal,
} from './key-fix-scope.ts'
import { regradeUnder, type RegradeRefusal } from './regrade-under.ts'

/**
 * `own`: nobody decides about their own proposal, or takes back alone what they approved. `changed`: it was decided
 * about meanwhile. `effect-changed`: it would do something else than was seen.
 */
export type DecisionRefusal = ScopeRefusal | 'own' | 'changed' | 'no-reason'
export type ApprovalRefusal = DecisionRefusal | RegradeRefusal | 'effect-changed'

export type KeyFixKey = { examId: string; keyFixId: string }
type Effect = NonNullable<KeyFixRow['effect']>

/**
 * Applies a proposed correction: every closed attempt whose paper has the question is graded afresh, in one
 * transaction; whoever closes later is graded by it at once.
 *
 * @param seen What the administrator saw; null while the results are withheld, since then there is nothing to see.
 * @see docs/rules/regrade.md
 */
export function approveKeyFix(
  admin: KeyFixStaff & { signer: Signer },
  key: KeyFixKey,
  seen: Seen | null,
): Promise<Result<Effect, ApprovalRefusal>> {
  return onKeyFix<Effect, ApprovalRefusal>(admin, key, async (tx, { fix, code, scope }) => {
    if (fix.state !== 'proposed') return refuse('changed')
    if (fix.proposedBy === admin.accountId) return refuse('own')
    const released = isReleased(scope.exam, await readInstant(tx))
    if (released && !seen) return refuse('effect-changed')
    const done = await regradeUnder(tx, admin, {
      ...{ exam: scope.exam, fix, reverted: false },
      accepts: (changes) => !released || !seen || digestOfEffect(changes, seen.asOf) === seen.digest,
    })
    if (!done.ok) return done
    const { effect, at, digest } = done.value
    await updateKeyFix(tx, fix.id, { state: 'applied', decidedBy: admin.accountId, decidedAt: at, effect })
    await record(tx, admin, {
      ...{ fix, code, scope, at },
      act: 'key-fix.applied',
      detail: { reason: fix.reason, ...effect, receipts: digest },
    })
    return ok(effect)
  })
}

/** Turns a proposed correction down, with a reason. It changes no score. */
export function rejectKeyFix(
  admin: KeyFixStaff,
  key: KeyFixKey,
  reason: string,
): Promise<Result<null, DecisionRefusal>> {
  return onKeyFix<null, DecisionRefusal>(admin, key, async (tx, { fix, code, scope }) => {
    if (fix.state !== 'proposed') return refuse('changed')
    if (fix.proposedBy === admin.accountId) return refuse('own')
    if (!isReason(reason)) return refuse('no-reason')
    const at = await readInstant(tx)
    const decisionReason = reason.trim()
    await updateKeyFix(tx, fix.id, {
      ...{ state: 'rejected', decidedBy: admin.accountId, decidedAt: at, decisionReason },
    })
    await record(tx, admin, {
      fix,
      code,
      scope,
      at,
      act: 'key-fix.rejected',
      detail: { reason: decisionReason },
    })
    return ok(null)
  })
}

/**
 * Takes back a correction in force, with a reason: the attempts are graded afresh without it. By another administrator
 * than the one who approved it.
 */
export function revertKeyFix(
  admin: KeyFixStaff & { signer: Signer },
  key: KeyFixKey,
  reason: string,
): Promise<Result<Effect, DecisionRefusal | RegradeRefusal>> {
  return onKeyFix<Effect, DecisionRefusal | RegradeRefusal>(admin, key, async (tx, { fix, code, scope }) => {
    if (fix.state !== 'applied') return refuse('changed')
    if (fix.decidedBy === admin.accountId) return refuse('own')
    if (!isReason(reason)) return refuse('no-reason')
    const done = await regradeUnder(tx, admin, { exam: scope.exam, fix, reverted: true, accepts: () => true })
    if (!done.ok) return done.refusal === 'effect-changed' ? refuse('changed') : done
    const { effect, at, digest } = done.value
    const revertReason = reason.trim()
    await updateKeyFix(tx, fix.id, {
      ...{
        state: 'reverted',
        revertedBy: admin.accountId,
        revertedAt: at,
        revertReason,
        revertEffect: effect,
      },
    })
    await record(tx, admin, {
      ...{ fix, code, scope, at },
      act: 'key-fix.reverted',
      detail: { reason: revertReason, ...effect, receipts: digest },
    })
    return ok(effect)
  })
}

const isReason = (reason: string) => reason.trim() !== '' && reason.length <= longestReason

type Found = NamedKeyFix & { scope: KeyFixScope }

/** Runs a decision while no other correction of the exam is decided about; the row is read under that lock. */
async function onKeyFix<Value, Refusal extends string>(
  admin: KeyFixStaff,
  { examId, keyFixId }: KeyFixKey,
  act: (tx: Db, found: Found) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | ScopeRefusal>> {
  const scope = await resolveKeyFixScope(admin, examId)
  if (!scope.ok) return scope
  if (!isUuid(keyFixId)) return refuse('not-found')
  if (!scope.value.decides) return refuse('not-allowed')
  return admin.db.transaction(async (tx): Promise<Result<Value, Refusal | ScopeRefusal>> => {
    await lockKeyFixesOf(tx, examId)
    const found = await findKeyFix(tx, { examId, keyFixId })
    return found ? act(tx, { ...found, scope: scope.value }) : refuse('not-found')
  })
}

type Recorded = Omit<Found, 'version' | 'proposedBy' | 'decidedBy' | 'revertedBy'> & {
  at: Date
  act: string
  detail: Record<string, unknown>
}

async function record(
  tx: Db,
  admin: KeyFixStaff,
  { fix, code, scope, at, act, detail }: Recorded,
): Promise<void> {
  await appendAudit(tx, {
    at,
    actor: actorOf(admin),
    action: act,
    subject: 'key-fix',
    subjectId: fix.id,
    unitId: scope.campaign.unitId,
    detail: { examId: scope.exam.id, code, void: fix.newKey === null, ...detail },
  })
}
