import type pg from 'pg'

import type { Keys } from '#app/auth/keys.ts'
import type { Logins } from '#app/auth/logins.ts'
import type { PlatformContext, Viewer } from '#app/context.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { SaveQueue } from '#app/services/attempts/save-queue.ts'
import type { ImportJobs } from '#app/services/bank-files/import-jobs.ts'
import type { DuplicateFinder } from '#app/services/questions/duplicate-finder.ts'
import type { Signer } from '#app/services/receipts/signer.ts'
import type { Db } from '#db/client.ts'

import type { Allowance } from './allowance.ts'

/** What the HTTP layer is given by the composition root. */
export type HttpDeps = {
  db: Db
  pool: pg.Pool
  keys: Keys
  signer: Signer
  logins: Logins
  saves: SaveQueue
  verifications: Allowance
  imports: ImportJobs
  duplicates: DuplicateFinder
  config: PlatformContext['config']
  /** Whether the parts this process needs are alive: for /readyz. */
  ready(): Promise<Record<string, boolean>>
  /** Prometheus text. */
  metrics(): Promise<string>
  log: { error(detail: object, message: string): void; info(detail: object, message: string): void }
}

/** What every handler finds on Hono's context. */
export type HttpEnv = {
  Variables: {
    locale: Locale
    now: Date
    address: string
    viewer: Viewer | null
    secureHeadersNonce?: string
  }
}
