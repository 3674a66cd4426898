import {
  type Account,
  type AccountRow,
  findAccountByLogin,
  lockAccount,
  updateAccount,
} from '#db/queries/accounts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'

import { countAgainst, lockOf, recordFailure, recordRefusal, recordUnknown } from './failed-proof.ts'
import type { LoginRequest, LoginResult, LoginTools } from './logins.ts'
import { isPassword } from './password.ts'
import { isStaff } from './sessions.ts'

const action = 'account.login-failed'
const staffPasswordMs = 90 * 24 * 60 * 60_000

/**
 * Logs somebody in. The password is compared before the row is locked, because that takes long; whether the answer
 * counts is decided under the lock, so that guessing in parallel gains nothing.
 */
export async function logIn(tools: LoginTools, request: LoginRequest): Promise<LoginResult> {
  const { address } = request
  if (await tools.limits.isOver(address)) return refused('too-many')
  const login = loginOf(request.login)
  const account = await findAccountByLogin(tools.db, login)
  const result = account ? await logInTo(tools, account, request) : await logInToNobody(tools, login, request)
  if (!result.ok && result.refusal !== 'disabled') await countAgainst(tools, address)
  return result
}

/** What people type as their login, in one spelling, without signs that the database cannot keep. */
export function loginOf(typed: string): string {
  return typed
    .replace(/[\p{Control}\p{Surrogate}]/gu, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
}

export function refused<Refusal extends string>(refusal: Refusal, lockedUntil: Date | null = null) {
  return { ok: false as const, refusal, lockedUntil }
}

async function logInToNobody(tools: LoginTools, login: string, request: LoginRequest): Promise<LoginResult> {
  await isPassword(null, request.password)
  const lockedUntil = await tools.limits.unknownLockedUntil(login)
  if (lockedUntil) return refused('locked', lockedUntil)
  const locked = await recordUnknown(tools, login, { action, address: request.address })
  return locked ? refused('locked', locked) : refused('wrong')
}

async function logInTo(tools: LoginTools, found: AccountRow, request: LoginRequest): Promise<LoginResult> {
  const matches = await isPassword(found.passwordHash, request.password)
  return tools.db.transaction(async (tx): Promise<LoginResult> => {
    const account = await lockAccount(tx, found.id)
    if (!account) throw new Error('An account vanished while somebody logged in')
    const now = await tools.readNow(tx)
    const proof = { action, address: request.address } as const
    const lockedUntil = lockOf(account, now)
    if (lockedUntil) {
      await recordRefusal(tx, account, proof, now)
      return refused('locked', lockedUntil)
    }
    // Compared with a password that was changed meanwhile counts as wrong.
    if (!matches || account.passwordHash !== found.passwordHash) {
      const locked = await recordFailure(tx, account, proof, now)
      return locked ? refused('locked', locked) : refused('wrong')
    }
    if (account.disabledAt) {
      await recordRefusal(tx, account, proof, now)
      return refused('disabled')
    }
    await recordLogin(tx, account, { address: request.address, now })
    return { ok: true, value: await tools.sessions.open(tx, account.id, request.cookieHeader ?? null) }
  })
}

async function recordLogin(
  tx: Db,
  account: Account,
  { address, now }: { address: string; now: Date },
): Promise<void> {
  // Only at a login, so that nobody is sent away from a room they are watching; and staff only, so that nobody is
  // before an exam.
  const outdated =
    isStaff(account) &&
    account.passwordChangedAt !== null &&
    now.getTime() - account.passwordChangedAt.getTime() > staffPasswordMs
  await updateAccount(tx, account.id, {
    failedLogins: 0,
    lockedUntil: null,
    mustChangePassword: account.mustChangePassword || outdated,
  })
  await appendAudit(tx, {
    at: now,
    actor: { id: account.id, name: account.name },
    action: 'account.logged-in',
    subject: 'account',
    subjectId: account.id,
    unitId: account.unitId,
    detail: { address },
  })
}
