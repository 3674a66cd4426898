import type { Pool } from 'pg'

import type { Result } from '#app/domain/result.ts'
import { deleteExpiredLoginCounts, type Role } from '#db/queries/accounts.ts'
import type { Actor } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'
import { readInstant } from '#db/queries/instant.ts'

import type { Viewer } from '../context.ts'
import { createAccount, setAccountDisabled, issueActivationCode, unlockAccount } from './accounts.ts'
import { activate } from './activate.ts'
import { changePassword } from './change-password.ts'
import { lockRules } from './failed-proof.ts'
import type { Keys } from './keys.ts'
import { logIn } from './log-in.ts'
import { createLoginLimits, type LoginLimits } from './login-limits.ts'
import { logOut } from './log-out.ts'
import type { PasswordFault } from './password-rules.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** Somebody who has just logged in. Neither cookie nor session id belongs into a log. */
export type LoggedIn = { sessionId: string; cookie: string; viewer: Viewer }

/** As `Result`, and until when a lock holds. */
export type LockedResult<Value, Refusal extends string> =
  { ok: true; value: Value } | { ok: false; refusal: Refusal; lockedUntil: Date | null }

export type LoginRefusal = 'wrong' | 'locked' | 'disabled' | 'too-many'
export type LoginResult = LockedResult<LoggedIn, LoginRefusal>
export type LoginRequest = {
  login: string
  password: string
  /** The peer's address. */
  address: string
  /** The request's Cookie header: the same person in the same browser stays the same machine. */
  cookieHeader?: string | null
}

export type ActivationRefusal = LoginRefusal | 'expired' | PasswordFault
export type ActivationResult = LockedResult<LoggedIn, ActivationRefusal>
export type ActivationRequest = { login: string; code: string; password: string; address: string }

export type PasswordRefusal = 'wrong' | 'locked' | 'password-unchanged' | PasswordFault
export type PasswordResult = LockedResult<null, PasswordRefusal>
export type PasswordRequest = { viewer: Viewer; current: string; password: string; address: string }

export type NewAccount = { login: string; name: string; personId?: string | null; roles: readonly Role[] }
export type IssuedCode = { login: string; code: string; expiresAt: Date }

/** Everything about logging in. The only place that knows how sessions are kept. */
export type Logins = {
  logIn(request: LoginRequest): Promise<LoginResult>
  /** Ends the session of a browser. Returns the Set-Cookie value that clears its cookie. */
  logOut(cookieHeader: string | null, address?: string): Promise<string>
  /** Who is asking: one query. A returned `cookie` is to be set on the answer. */
  readViewer(cookieHeader: string | null): Promise<{ viewer: Viewer | null; cookie?: string }>
  /** Activity that carries no cookie, such as an exam's heartbeat or a watched wall. Writes once a minute at most. */
  touch(sessionDigest: string): Promise<void>
  /** Sets the first (or a forgotten) password with a one-time code, and logs in. Ends all other sessions. */
  activate(request: ActivationRequest): Promise<ActivationResult>
  /** Changes the own password. Ends all other sessions; this one goes on. */
  changePassword(request: PasswordRequest): Promise<PasswordResult>
  createAccount(account: NewAccount, actor?: Actor): Promise<Result<{ accountId: string }, 'taken'>>
  /** Makes a one-time code, shown once and kept as a hash; an earlier one is void. The old password stays until it is used. */
  issueActivationCode(accountId: string, actor?: Actor): Promise<Result<IssuedCode, 'not-found' | 'disabled'>>
  /** Lifts a lock before its time: the proctor at the door, an administrator. */
  unlock(accountId: string, actor?: Actor): Promise<Result<null, 'not-found'>>
  /** Shuts an account for good and ends its sessions, or opens it again. */
  setDisabled(accountId: string, disabled: boolean, actor?: Actor): Promise<Result<null, 'not-found'>>
  /** Throws away what has expired. For a job, once an hour or so. */
  forgetExpired(): Promise<void>
}

export type LoginOptions = {
  db: Db
  pool: Pool
  keys: Pick<Keys, 'activationKey'>
  /** Whether the public origin is https: browsers drop Secure cookies on http. */
  secureCookies: boolean
  staffIdleMs?: number
  candidateIdleMs?: number
  failuresPerAddress?: number
  /** Replaces the clock in tests. */
  now?: () => Date
  /** Told when the store of the rate limits fails; logins go on. */
  onError?: (error: unknown) => void
}

/** What the acts of this folder work with. */
export type LoginTools = {
  db: Db
  keys: Pick<Keys, 'activationKey'>
  sessions: Sessions
  limits: LoginLimits
  /** The instant of a transaction: the database's, so that all nodes agree about locks. */
  readNow: (tx: Db) => Promise<Date>
}

const minuteMs = 60_000

/** Joins sessions, limits and keys. Made once, by the composition root. */
export function createLogins(options: LoginOptions): Logins {
  const { db, pool, keys, secureCookies, now } = options
  const sessions = createSessions({
    db,
    secureCookies,
    staffIdleMs: options.staffIdleMs ?? 30 * minuteMs,
    candidateIdleMs: options.candidateIdleMs ?? 240 * minuteMs,
    now: now ?? (() => new Date()),
  })
  const limits = createLoginLimits({
    pool,
    failuresPerAddress: options.failuresPerAddress ?? 300,
    failuresPerLogin: lockRules.failures,
    lockMs: lockRules.lockMs,
    onError: (error) => options.onError?.(error),
  })
  const tools: LoginTools = {
    db,
    keys,
    sessions,
    limits,
    readNow: now ? () => Promise.resolve(now()) : readInstant,
  }
  return {
    logIn: (request) => logIn(tools, request),
    logOut: (cookieHeader, address) => logOut(tools, cookieHeader, address),
    readViewer: (cookieHeader) => sessions.read(cookieHeader),
    touch: (sessionDigest) => sessions.touch(sessionDigest),
    activate: (request) => activate(tools, request),
    changePassword: (request) => changePassword(tools, request),
    createAccount: (account, actor) => createAccount(tools, account, actor),
    issueActivationCode: (accountId, actor) => issueActivationCode(tools, accountId, actor),
    unlock: (accountId, actor) => unlockAccount(tools, accountId, actor),
    setDisabled: (accountId, disabled, actor) => setAccountDisabled(tools, { accountId, disabled }, actor),
    async forgetExpired() {
      await sessions.forgetExpired()
      await deleteExpiredLoginCounts(db, new Date())
    },
  }
}
