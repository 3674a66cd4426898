import { type AccountRow, findAccountByLogin, lockAccount, updateAccount } from '#db/queries/accounts.ts'
import { appendAudit } from '#db/queries/audit.ts'

import { isActivationCode } from './activation-code.ts'
import { countAgainst, lockOf, recordFailure, recordRefusal, recordUnknown } from './failed-proof.ts'
import { loginOf, refused } from './log-in.ts'
import type { ActivationRequest, ActivationResult, LoginTools } from './logins.ts'
import { faultOf } from './password-rules.ts'
import { hashPassword } from './password.ts'

const action = 'account.activation-failed'

/** Sets a password with a one-time code and logs in. A wrong code counts like a wrong password. */
export async function activate(tools: LoginTools, request: ActivationRequest): Promise<ActivationResult> {
  const login = loginOf(request.login)
  const fault = faultOf(request.password, login)
  if (fault) return refused(fault)
  if (await tools.limits.isOver(request.address)) return refused('too-many')
  const account = await findAccountByLogin(tools.db, login)
  const result = account
    ? await activateAccount(tools, account, request)
    : await activateNobody(tools, login, request)
  if (!result.ok && (result.refusal === 'wrong' || result.refusal === 'locked'))
    await countAgainst(tools, request.address)
  return result
}

async function activateNobody(
  tools: LoginTools,
  login: string,
  { address }: ActivationRequest,
): Promise<ActivationResult> {
  const before = await tools.limits.unknownLockedUntil(login)
  if (before) return refused('locked', before)
  const lockedUntil = await recordUnknown(tools, login, { action, address })
  return lockedUntil ? refused('locked', lockedUntil) : refused('wrong')
}

async function activateAccount(
  tools: LoginTools,
  found: AccountRow,
  request: ActivationRequest,
): Promise<ActivationResult> {
  const { db, keys, sessions, readNow } = tools
  // Only a right code is worth the time of a hash; the row decides again under its lock.
  const passwordHash = isActivationCode(keys, found, request.code)
    ? await hashPassword(request.password)
    : null
  return db.transaction(async (tx): Promise<ActivationResult> => {
    const account = await lockAccount(tx, found.id)
    if (!account) throw new Error('An account vanished while it was activated')
    const now = await readNow(tx)
    const proof = { action, address: request.address } as const
    const lockedUntil = lockOf(account, now)
    if (lockedUntil || account.disabledAt) {
      await recordRefusal(tx, account, proof, now)
      return lockedUntil ? refused('locked', lockedUntil) : refused('disabled')
    }
    if (!passwordHash || !isActivationCode(keys, account, request.code)) {
      const locked = await recordFailure(tx, account, proof, now)
      return locked ? refused('locked', locked) : refused('wrong')
    }
    if (!account.activationExpiresAt || account.activationExpiresAt <= now) return refused('expired')

    await updateAccount(tx, account.id, {
      passwordHash,
      passwordChangedAt: now,
      mustChangePassword: false,
      activationHash: null,
      activationExpiresAt: null,
      failedLogins: 0,
      lockedUntil: null,
    })
    await sessions.endAll(tx, account.id)
    await appendAudit(tx, {
      at: now,
      actor: { id: account.id, name: account.name },
      action: 'account.activated',
      subject: 'account',
      subjectId: account.id,
      unitId: account.unitId,
      detail: { address: request.address },
    })
    return { ok: true, value: await sessions.open(tx, account.id, null) }
  })
}
