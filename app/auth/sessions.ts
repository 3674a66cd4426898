import { createHash } from 'node:crypto'

import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { type Adapter, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia'

import type { Db } from '#db/client.ts'
import {
  deleteOtherSessions,
  findSessionAccount,
  type SessionAccount,
  touchSession,
} from '#db/queries/accounts.ts'
import { accounts, sessions } from '#db/schema/organisation.ts'

import type { Viewer } from '../context.ts'
import type { LoggedIn } from './logins.ts'

type SessionFacts = { lastSeenAt: Date }
type AccountFacts = Omit<SessionAccount['account'], 'id'>

declare module 'lucia' {
  // Lucia reads it by declaration merging, which only interfaces have.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Register {
    Lucia: Lucia<SessionFacts, AccountFacts>
    DatabaseSessionAttributes: SessionFacts
    DatabaseUserAttributes: AccountFacts
  }
}

export type SessionOptions = {
  db: Db
  secureCookies: boolean
  /** How long staff may do nothing before they are logged out. */
  staffIdleMs: number
  /** The same for candidates: a room may wait for long, and study pages are read for long. */
  candidateIdleMs: number
  now: () => Date
}

/** The cookie is kept by the browser, so that one that was killed and opened again goes on. */
const lifetime = new TimeSpan(12, 'h')
/** The use of a session is written down at most this often. */
const touchEveryMs = 60_000
const tokenPattern = /^[a-z2-7]{40}$/

export type Sessions = ReturnType<typeof createSessions>

/**
 * Login sessions by Lucia. The browser holds a random token, the database only its digest: a copy of the database
 * opens nobody's session. The digest also names the browser profile as a machine.
 */
export function createSessions(options: SessionOptions) {
  const cookieName = options.secureCookies ? '__Host-session' : 'session'
  const luciaOn = (tx: Db) =>
    new Lucia<SessionFacts, AccountFacts>(adapterOn(tx), {
      sessionExpiresIn: lifetime,
      sessionCookie: {
        name: cookieName,
        attributes: { secure: options.secureCookies, sameSite: 'lax', path: '/' },
      },
      getSessionAttributes: ({ lastSeenAt }) => ({ lastSeenAt }),
      getUserAttributes: (account) => account,
    })
  const lucia = luciaOn(options.db)

  /**
   * Opens a session in the transaction of the login. The same account in the same browser goes on with the session it
   * had, also after an idle logout: the browser stays the machine of an open attempt. Another account's session in
   * this browser ends.
   */
  async function open(tx: Db, accountId: string, cookieHeader: string | null): Promise<LoggedIn> {
    const kept = tokenOf(cookieHeader, cookieName)
    const before = kept ? await findSessionAccount(tx, digestOf(kept)) : null
    if (kept && before?.session.userId === accountId && before.session.expiresAt > new Date()) {
      await touchSession(tx, before.session.id, { now: options.now() })
      return loggedIn(tx, kept)
    }
    if (before) await luciaOn(tx).invalidateSession(before.session.id)
    const token = generateIdFromEntropySize(25)
    await luciaOn(tx).createSession(accountId, { lastSeenAt: options.now() }, { sessionId: digestOf(token) })
    return loggedIn(tx, token)
  }

  async function loggedIn(tx: Db, token: string): Promise<LoggedIn> {
    const sessionId = digestOf(token)
    const found = await findSessionAccount(tx, sessionId)
    if (!found) throw new Error('A session that was just opened is not there')
    return {
      sessionId,
      cookie: lucia.createSessionCookie(token).serialize(),
      viewer: viewerOf(found.account, sessionId),
    }
  }

  /** Who a cookie belongs to. `cookie` is set when the browser must be told something new. */
  async function read(cookieHeader: string | null): Promise<{ viewer: Viewer | null; cookie?: string }> {
    const token = tokenOf(cookieHeader, cookieName)
    if (!token) return { viewer: null }
    const { session, user } = await lucia.validateSession(digestOf(token))
    // A cookie that opens nothing is left alone: clearing it could undo a login answered at the same moment.
    if (!session) return { viewer: null }

    const viewer = viewerOf(user, session.id)
    const now = options.now()
    const idleMs = now.getTime() - session.lastSeenAt.getTime()
    // Logged out, but not forgotten: with the password it goes on, see `open`.
    if (idleMs > (isStaff(viewer) ? options.staffIdleMs : options.candidateIdleMs)) return { viewer: null }
    if (idleMs > touchEveryMs) await touchSession(options.db, session.id, { now })
    return session.fresh ? { viewer, cookie: lucia.createSessionCookie(token).serialize() } : { viewer }
  }

  function touch(sessionId: string): Promise<void> {
    const now = options.now()
    const ago = (ms: number) => new Date(now.getTime() - ms)
    // What has been idle too long is opened again by its password only. Staff's limit, the shorter, holds for all.
    return touchSession(options.db, sessionId, {
      now,
      seenBetween: [ago(options.staffIdleMs), ago(touchEveryMs)],
    })
  }

  function blankCookie(): string {
    return lucia.createBlankSessionCookie().serialize()
  }

  return {
    open,
    read,
    touch,
    blankCookie,
    end: (tx: Db, sessionId: string) => luciaOn(tx).invalidateSession(sessionId),
    endAll: (tx: Db, accountId: string) => luciaOn(tx).invalidateUserSessions(accountId),
    endOthers: deleteOtherSessions,
    forgetExpired: () => lucia.deleteExpiredSessions(),
  }
}

/** Staff is whoever does more here than sit exams. */
export function isStaff({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some(({ role }) => role !== 'candidate')
}

/** Lucia's adapter, with one query for session, account, roles and department in place of several. */
function adapterOn(tx: Db): Adapter {
  return Object.assign(new DrizzlePostgreSQLAdapter(tx, sessions, accounts), {
    getSessionAndUser: async (sessionId: string): ReturnType<Adapter['getSessionAndUser']> => {
      const found = await findSessionAccount(tx, sessionId)
      if (!found) return [null, null]
      const { id, userId, expiresAt, lastSeenAt } = found.session
      const { id: accountId, ...attributes } = found.account
      const session = { id, userId, expiresAt, attributes: { lastSeenAt } }
      // Without its account Lucia forgets the session: somebody disabled is out at the next request.
      return [session, attributes.disabledAt ? null : { id: accountId, attributes }]
    },
  })
}

function viewerOf(account: AccountFacts & { id: string }, sessionDigest: string): Viewer {
  const { id, personId, name, login, roles, departmentZh, departmentEn, mustChangePassword } = account
  return {
    accountId: id,
    personId,
    name,
    login,
    roles,
    departmentZh,
    departmentEn,
    mustChangePassword,
    sessionDigest,
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Read by hand: Lucia's reader throws on any other cookie of the site that is badly encoded. */
function tokenOf(cookieHeader: string | null, cookieName: string): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName && value !== undefined && tokenPattern.test(value)) return value
  }
  return null
}
