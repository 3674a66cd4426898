import type { Db } from '#db/client.ts'
import type { RoleName } from '#db/schema/organisation.ts'

import type { Logins } from './auth/logins.ts'
import type { Keys } from './auth/keys.ts'
import type { Allowance } from './http/allowance.ts'
import type { Locale } from './i18n/locale.ts'
import type { ImportJobs } from './services/bank-files/import-jobs.ts'
import type { DuplicateFinder } from './services/questions/duplicate-finder.ts'
import type { Signer } from './services/receipts/signer.ts'

/** Who is looking. */
export type Viewer = {
  accountId: string
  /** Null for staff who are on no roll. */
  personId: string | null
  name: string
  login: string
  roles: { role: RoleName; unitId: string | null }[]
  departmentZh: string | null
  departmentEn: string | null
  mustChangePassword: boolean
  /** Digest of the login session: one browser profile is one machine. */
  sessionDigest: string
}

/**
 * What the server hands to every loader and action. Modules that both the server and a route import exist
 * twice, so whatever holds state comes through here.
 */
export type PlatformContext = {
  db: Db
  keys: Keys
  signer: Signer
  logins: Logins
  /** Checking a receipt recomputes a whole attempt, and anybody may ask. */
  verifications: Allowance
  /** Files of questions on their way into the bank. */
  imports: ImportJobs
  /** The near-duplicates of the bank, kept until it changes. */
  duplicates: DuplicateFinder
  nonce: string
  locale: Locale
  viewer: Viewer | null
  /** The peer's address, for rate limits and the audit log. */
  address: string
  /** When the request arrived. */
  now: Date
  config: {
    development: boolean
    demo: boolean
    publicOrigin: string
    secureCookies: boolean
    video: boolean
  }
}

declare module '@remix-run/server-runtime' {
  // Remix reads these by declaration merging, which only interfaces have.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface AppLoadContext extends PlatformContext {}
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Future {
    v3_singleFetch: true
  }
}
