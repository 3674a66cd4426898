import { ok, refuse, type Result } from '#app/domain/result.ts'
import { type Account, insertAccount, lockAccount, updateAccount } from '#db/queries/accounts.ts'
import { type Actor, appendAudit, theProgram } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'

import { hashActivationCode, makeActivationCode } from './activation-code.ts'
import { loginOf } from './log-in.ts'
import type { IssuedCode, LoginTools, NewAccount } from './logins.ts'

/** Codes are printed, carried and given out by hand. */
const codeLifetimeMs = 14 * 24 * 60 * 60_000

/** Makes an account nobody can log in to before it is activated: there are no default passwords. */
export function createAccount(
  { db, readNow }: LoginTools,
  { login: typed, name, personId = null, roles }: NewAccount,
  actor: Actor = theProgram,
): Promise<Result<{ accountId: string }, 'taken'>> {
  return db.transaction(async (tx): Promise<Result<{ accountId: string }, 'taken'>> => {
    const login = loginOf(typed)
    const accountId = await insertAccount(tx, { login, name, personId, roles })
    if (!accountId) return refuse('taken')
    await appendAudit(tx, {
      at: await readNow(tx),
      actor,
      action: 'account.created',
      subject: 'account',
      subjectId: accountId,
      unitId: roles[0]?.unitId ?? null,
      detail: { login, personId, roles },
    })
    return ok({ accountId })
  })
}

/** Makes a one-time code. Whoever was locked out gets in again with it. */
export function issueActivationCode(
  tools: LoginTools,
  accountId: string,
  actor: Actor = theProgram,
): Promise<Result<IssuedCode, 'not-found' | 'disabled'>> {
  return changing(
    tools,
    accountId,
    async (tx, account, now): Promise<Result<IssuedCode, 'not-found' | 'disabled'>> => {
      if (account.disabledAt) return refuse('disabled')
      const code = makeActivationCode()
      const expiresAt = new Date(now.getTime() + codeLifetimeMs)
      await updateAccount(tx, accountId, {
        activationHash: hashActivationCode(tools.keys, accountId, code),
        activationExpiresAt: expiresAt,
        failedLogins: 0,
        lockedUntil: null,
      })
      await appendAudit(tx, {
        ...about(account, now, actor),
        action: 'account.code-issued',
        detail: { expiresAt: expiresAt.toISOString() },
      })
      return ok({ login: account.login, code, expiresAt })
    },
  )
}

/** Lifts a lock. One that is over, or never was, is no reason to refuse. */
export function unlockAccount(
  tools: LoginTools,
  accountId: string,
  actor: Actor = theProgram,
): Promise<Result<null, 'not-found'>> {
  return changing(tools, accountId, async (tx, account, now): Promise<Result<null, 'not-found'>> => {
    await updateAccount(tx, accountId, { failedLogins: 0, lockedUntil: null })
    await appendAudit(tx, { ...about(account, now, actor), action: 'account.unlocked' })
    return ok(null)
  })
}

/** Shuts an account and ends its sessions, or opens it again. */
export function setAccountDisabled(
  tools: LoginTools,
  { accountId, disabled }: { accountId: string; disabled: boolean },
  actor: Actor = theProgram,
): Promise<Result<null, 'not-found'>> {
  return changing(tools, accountId, async (tx, account, now): Promise<Result<null, 'not-found'>> => {
    await updateAccount(tx, accountId, { disabledAt: disabled ? (account.disabledAt ?? now) : null })
    if (disabled) await tools.sessions.endAll(tx, accountId)
    await appendAudit(tx, {
      ...about(account, now, actor),
      action: disabled ? 'account.disabled' : 'account.enabled',
    })
    return ok(null)
  })
}

function changing<Value, Refusal extends string>(
  { db, readNow }: LoginTools,
  accountId: string,
  change: (tx: Db, account: Account, now: Date) => Promise<Result<Value, Refusal | 'not-found'>>,
): Promise<Result<Value, Refusal | 'not-found'>> {
  return db.transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    return account ? change(tx, account, await readNow(tx)) : refuse('not-found')
  })
}

function about(account: Account, now: Date, actor: Actor) {
  return { at: now, actor, subject: 'account', subjectId: account.id, unitId: account.unitId }
}
