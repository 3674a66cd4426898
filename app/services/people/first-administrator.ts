import type { Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { findAccountByLogin, hasActivatedAdministrator, type Role } from '#db/queries/accounts.ts'

/** What this needs of the logins. */
export type AccountMaker = {
  createAccount(account: {
    login: string
    name: string
    roles: readonly Role[]
  }): Promise<Result<{ accountId: string }, 'taken'>>
  issueActivationCode(
    accountId: string,
  ): Promise<Result<{ login: string; code: string; expiresAt: Date }, 'not-found' | 'disabled'>>
}

export type FirstCode = { login: string; code: string; expiresAt: Date }

const login = 'admin'

/**
 * Opens the door of a new installation: an account `admin` over everything, with a one-time code to print once. As
 * long as nobody has used it, every start makes a new code, since the one before may never have been read.
 *
 * @returns Null when an administrator can log in already.
 */
export async function ensureFirstAdministrator(db: Db, logins: AccountMaker): Promise<FirstCode | null> {
  if (await hasActivatedAdministrator(db)) return null
  await logins.createAccount({
    login,
    name: '系统管理员',
    roles: [{ role: 'administrator', unitId: null }],
  })
  const account = await findAccountByLogin(db, login)
  const issued = account && (await logins.issueActivationCode(account.id))
  return issued?.ok ? issued.value : null
}
