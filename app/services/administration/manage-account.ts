import { ok, refuse, type Result } from '#app/domain/result.ts'
import { findAccountInRegion, findPersonWithoutAccount } from '#db/queries/administration.ts'
import type { Actor } from '#db/queries/audit.ts'
import type { Role } from '#db/queries/accounts.ts'

import { isUuid } from '../statistics/scope.ts'
import { type Administrator, actorOf, regionOfAdministrator } from './administrator.ts'

export type IssuedCode = { login: string; code: string; expiresAt: Date }

/** What this needs of the logins: each act writes its own audit row. */
export type AccountTools = {
  createAccount(
    account: { login: string; name: string; personId: string; roles: readonly Role[] },
    actor: Actor,
  ): Promise<Result<{ accountId: string }, 'taken'>>
  issueActivationCode(accountId: string, actor: Actor): Promise<Result<IssuedCode, 'not-found' | 'disabled'>>
  unlock(accountId: string, actor: Actor): Promise<Result<null, 'not-found'>>
  setDisabled(accountId: string, disabled: boolean, actor: Actor): Promise<Result<null, 'not-found'>>
}

export const accountActs = ['issue-code', 'unlock', 'disable', 'enable'] as const
export type AccountAct = (typeof accountActs)[number]

/** `own`: nobody acts on their own account; `outranks`: the account has a role beyond the administrator's region. */
export type AccountRefusal = 'not-found' | 'own' | 'outranks' | 'disabled' | 'taken'

/**
 * An administrator acts on an account of the own region.
 *
 * @returns The code to hand out, after `issue-code`; otherwise null.
 */
export async function manageAccount(
  administrator: Administrator,
  tools: AccountTools,
  { accountId, act }: { accountId: string; act: AccountAct },
): Promise<Result<IssuedCode | null, AccountRefusal>> {
  if (accountId === administrator.accountId) return refuse('own')
  const region = regionOfAdministrator(administrator)
  const account = isUuid(accountId) ? await findAccountInRegion(administrator.db, region, accountId) : null
  if (!account) return refuse('not-found')
  // A code opens the account to whoever holds it: with one, a county could become the city.
  if (account.outranks) return refuse('outranks')
  const actor = actorOf(administrator)
  switch (act) {
    case 'issue-code':
      return tools.issueActivationCode(accountId, actor)
    case 'unlock':
      return tools.unlock(accountId, actor)
    case 'disable':
    case 'enable':
      return tools.setDisabled(accountId, act === 'disable', actor)
  }
}

/** Opens an account for a person of the region who has none, as a candidate, with a code to hand out. */
export async function openAccount(
  administrator: Administrator,
  tools: AccountTools,
  personId: string,
): Promise<Result<IssuedCode, AccountRefusal>> {
  const region = regionOfAdministrator(administrator)
  const person = isUuid(personId) ? await findPersonWithoutAccount(administrator.db, region, personId) : null
  if (!person) return refuse('not-found')
  const actor = actorOf(administrator)
  const { name, employeeNo } = person
  const roles = [{ role: 'candidate' as const, unitId: null }]
  const made = await tools.createAccount({ login: employeeNo, name, personId, roles }, actor)
  if (!made.ok) return made
  const issued = await tools.issueActivationCode(made.value.accountId, actor)
  return issued.ok ? ok(issued.value) : issued
}
