import { type Account, updateAccount } from '#db/queries/accounts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'

import type { LoginTools } from './logins.ts'

/** Five failures lock an account for five minutes (GB/T 22239-2019, level 3). */
export const lockRules = { failures: 5, lockMs: 5 * 60_000 } as const

/** An act in which somebody proved, or failed to prove, who they are. */
export type Proof = {
  action: 'account.login-failed' | 'account.activation-failed' | 'account.password-change-failed'
  address: string
}

/** Until when an account is locked; null when it is not. */
export function lockOf(account: { lockedUntil: Date | null }, now: Date): Date | null {
  return account.lockedUntil && account.lockedUntil > now ? account.lockedUntil : null
}

/**
 * Counts a failure on a locked row, and locks the account at the fifth.
 *
 * @returns Until when the account is locked now; null when it is not.
 */
export async function recordFailure(
  tx: Db,
  account: Account,
  { action, address }: Proof,
  now: Date,
): Promise<Date | null> {
  const failures = account.failedLogins + 1
  const lockedUntil = failures >= lockRules.failures ? new Date(now.getTime() + lockRules.lockMs) : null
  // After a lock the count begins anew.
  await updateAccount(tx, account.id, { failedLogins: lockedUntil ? 0 : failures, lockedUntil })
  // Nobody proved to be anybody: the row has no actor.
  const entry = { at: now, actor: nobody, subject: 'account', subjectId: account.id, unitId: account.unitId }
  await appendAudit(tx, { ...entry, action, detail: { address, failures } })
  if (lockedUntil) {
    await appendAudit(tx, {
      ...entry,
      action: 'account.locked',
      detail: { address, lockedUntil: lockedUntil.toISOString() },
    })
  }
  return lockedUntil
}

/** A refusal while an account is locked is recorded too: it may be an attack that goes on. */
export async function recordRefusal(
  tx: Db,
  account: Account,
  { action, address }: Proof,
  now: Date,
): Promise<void> {
  await appendAudit(tx, {
    at: now,
    actor: nobody,
    action,
    subject: 'account',
    subjectId: account.id,
    unitId: account.unitId,
    detail: { address, refused: account.disabledAt ? 'disabled' : 'locked' },
  })
}

/** A failure of a login that nobody has. What was typed is not kept: it may be a password. */
export async function recordUnknown(
  { db, limits, readNow }: LoginTools,
  login: string,
  { action, address }: Proof,
): Promise<Date | null> {
  const lockedUntil = await limits.countUnknown(login)
  await db.transaction(async (tx) => {
    await appendAudit(tx, {
      at: await readNow(tx),
      actor: nobody,
      action,
      subject: 'account',
      detail: { address, refused: 'unknown' },
    })
  })
  return lockedUntil
}

/** Counts a failure against its address, after the transaction: the counters use a connection of their own. */
export async function countAgainst({ db, limits, readNow }: LoginTools, address: string): Promise<void> {
  const reached = await limits.countFailure(address)
  if (!reached) return
  await db.transaction(async (tx) => {
    await appendAudit(tx, {
      at: await readNow(tx),
      actor: nobody,
      action: 'address.limited',
      subject: 'address',
      detail: { address },
    })
  })
}

const nobody = { id: null, name: 'anonymous' }
