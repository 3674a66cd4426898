import {
  type Account,
  type AccountRow,
  findAccount,
  lockAccount,
  updateAccount,
} from '#db/queries/accounts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'

import { countAgainst, lockOf, recordFailure, recordRefusal } from './failed-proof.ts'
import { refused } from './log-in.ts'
import type { LoginTools, PasswordRequest, PasswordResult } from './logins.ts'
import { faultOf } from './password-rules.ts'
import { hashPassword, isPassword } from './password.ts'

const action = 'account.password-change-failed'

/**
 * Changes the own password. The present one is asked for, and a wrong one counts like a failed login: an open page
 * somebody walked away from must not be a place to guess.
 */
export async function changePassword(tools: LoginTools, request: PasswordRequest): Promise<PasswordResult> {
  const { viewer, current, password, address } = request
  const fault = faultOf(password, viewer.login)
  if (fault) return refused(fault)
  const found = await findAccount(tools.db, viewer.accountId)
  if (!found) throw new Error('The account of a session is not there')
  const result = await changeUnderLock(tools, found, {
    ...request,
    matches: await isPassword(found.passwordHash, current),
  })
  if (!result.ok && result.refusal !== 'password-unchanged') await countAgainst(tools, address)
  return result
}

type Judged = PasswordRequest & { matches: boolean }

async function changeUnderLock(
  tools: LoginTools,
  found: AccountRow,
  request: Judged,
): Promise<PasswordResult> {
  const { viewer, current, password, address, matches } = request
  const unchanged = matches && current.normalize('NFKC') === password.normalize('NFKC')
  const passwordHash = matches && !unchanged ? await hashPassword(password) : null
  return tools.db.transaction(async (tx): Promise<PasswordResult> => {
    const account = await lockAccount(tx, found.id)
    if (!account) throw new Error('An account vanished while its password was changed')
    const now = await tools.readNow(tx)
    const proof = { action, address } as const
    const lockedUntil = lockOf(account, now)
    if (lockedUntil) {
      await recordRefusal(tx, account, proof, now)
      return refused('locked', lockedUntil)
    }
    if (!matches || account.passwordHash !== found.passwordHash) {
      const locked = await recordFailure(tx, account, proof, now)
      return locked ? refused('locked', locked) : refused('wrong')
    }
    if (!passwordHash) return refused('password-unchanged')
    await keepPassword(tx, account, { passwordHash, now, address })
    await tools.sessions.endOthers(tx, account.id, viewer.sessionDigest)
    return { ok: true, value: null }
  })
}

type Kept = { passwordHash: string; now: Date; address: string }

async function keepPassword(tx: Db, account: Account, { passwordHash, now, address }: Kept): Promise<void> {
  await updateAccount(tx, account.id, {
    passwordHash,
    passwordChangedAt: now,
    mustChangePassword: false,
    failedLogins: 0,
  })
  await appendAudit(tx, {
    at: now,
    actor: { id: account.id, name: account.name },
    action: 'account.password-changed',
    subject: 'account',
    subjectId: account.id,
    unitId: account.unitId,
    detail: { address },
  })
}
