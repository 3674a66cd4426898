import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { createLogins, type LoginOptions, type Logins } from '#app/auth/logins.ts'
import type { Db } from '#db/client.ts'
import type { Role } from '#db/queries/accounts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { people } from '#db/schema/organisation.ts'
import { type TestDatabase } from '#tests/fixtures/database.ts'

export const keys = { activationKey: randomBytes(32) }
export const password = 'Xuefa-2026'
export const address = '10.3.0.17'
export const minuteMs = 60_000

/** Logins whose clock the test sets. */
export function open({ db, pool }: TestDatabase, options: Partial<LoginOptions> = {}) {
  const clock = { now: new Date() }
  const logins = createLogins({ db, pool, keys, secureCookies: false, now: () => clock.now, ...options })
  const later = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms)
  }
  return { logins, later }
}

/** An account that was activated as its owner would, with its login. */
export async function newcomer(
  logins: Logins,
  { roles = [{ role: 'candidate', unitId: null }] }: { roles?: Role[] } = {},
) {
  const login = `gh${randomBytes(5).toString('hex')}`
  const made = await logins.createAccount({ login, name: '王芳', roles })
  if (!made.ok) throw new Error(made.refusal)
  const issued = await logins.issueActivationCode(made.value.accountId)
  if (!issued.ok) throw new Error(issued.refusal)
  const activated = await logins.activate({ login, code: issued.value.code, password, address })
  if (!activated.ok) throw new Error(activated.refusal)
  return { login, accountId: made.value.accountId, ...activated.value }
}

export const cookieOf = (setCookie: string) => setCookie.split(';')[0] ?? ''

export async function actionsOf(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subject, 'account'), eq(auditLog.subjectId, accountId)))
    .orderBy(auditLog.id)
  return rows.map(({ action }) => action)
}

export const failures = async (logins: Logins, login: string, count: number) => {
  const results = []
  for (let i = 0; i < count; i += 1)
    results.push(await logins.logIn({ login, password: 'Falsch-2026', address }))
  return results
}

export async function insertPerson(db: Db, unitId: string): Promise<string> {
  const id = uuidv7()
  await db.insert(people).values({
    id, employeeNo: id, name: '王芳', sex: 'f', idNumberCipher: id, idNumberHash: id, idNumberTail: '1234', unitId,
    birthDate: '1980-01-01', post: '科员', grade: '四级主任科员', category: '公务员',
  }) // prettier-ignore
  return id
}
