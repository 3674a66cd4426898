import { createHash } from 'node:crypto'

import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

export type LoginLimits = {
  /** Whether too many logins failed from this address lately. */
  isOver(address: string): Promise<boolean>
  /** Counts a failed login. True when it was the one that reached the limit. */
  countFailure(address: string): Promise<boolean>
  /** Until when a login that nobody has is locked; null when it is not. */
  unknownLockedUntil(login: string): Promise<Date | null>
  /** Counts a failure of a login that nobody has. Returns until when it is locked now, if it is. */
  countUnknown(login: string): Promise<Date | null>
}

export type LimitOptions = {
  pool: Pool
  /** Failed logins that one address may make in 15 minutes. A room of 60 may fail five times each. */
  failuresPerAddress: number
  /** Failures of one login after which it is locked, and for how long. */
  failuresPerLogin: number
  lockMs: number
  /** Told when the store of the counters fails. Logins go on: better uncounted than a room before a shut door. */
  onError: (error: unknown) => void
}

const windowSeconds = 15 * 60
const daySeconds = 24 * 60 * 60

/**
 * Counts failed logins per address, and per login that nobody has: those lock like real ones, so that locking does
 * not tell which logins exist. Never call it inside a transaction: it takes a connection of its own.
 */
export function createLoginLimits(options: LimitOptions): LoginLimits {
  const store = {
    storeClient: options.pool,
    storeType: 'pool',
    tableName: 'login_rates',
    tableCreated: true,
    clearExpiredByTimeout: false,
  }
  const addresses = new RateLimiterPostgres({
    ...store,
    keyPrefix: 'address',
    points: options.failuresPerAddress,
    duration: windowSeconds,
  })
  const unknowns = new RateLimiterPostgres({
    ...store,
    keyPrefix: 'login',
    // The library blocks at the first point over the limit, an account at the last one within it.
    points: options.failuresPerLogin - 1,
    duration: daySeconds,
    blockDuration: options.lockMs / 1000,
  })

  async function counted<Answer>(ask: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    try {
      return await ask()
    } catch (error) {
      options.onError(error)
      return otherwise
    }
  }

  return {
    isOver: (address) =>
      counted(
        async () =>
          ((await addresses.get(networkOf(address)))?.consumedPoints ?? 0) >= options.failuresPerAddress,
        false,
      ),

    countFailure: (address) =>
      counted(async () => {
        const spent = await consume(addresses, networkOf(address))
        return spent.consumedPoints === options.failuresPerAddress
      }, false),

    unknownLockedUntil: (login) =>
      counted(async () => {
        const spent = await unknowns.get(digestOf(login))
        return spent && spent.consumedPoints >= options.failuresPerLogin ? untilOf(spent) : null
      }, null),

    countUnknown: (login) =>
      counted(async () => {
        const spent = await consume(unknowns, digestOf(login))
        return spent.consumedPoints >= options.failuresPerLogin ? untilOf(spent) : null
      }, null),
  }
}

/** The library rejects with the count when it is over the limit, and with an Error when its store fails. */
async function consume(limiter: RateLimiterPostgres, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key)
  } catch (over) {
    if (over instanceof RateLimiterRes) return over
    throw over
  }
}

function untilOf({ msBeforeNext }: RateLimiterRes): Date {
  return new Date(Date.now() + msBeforeNext)
}

/** People type passwords into the field of the login: what they typed is not kept. */
function digestOf(login: string): string {
  return createHash('sha256').update(login.toLowerCase()).digest('base64url')
}

/** An IPv4 address, or the network of an IPv6 address: one home or office has 2^64 of those. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address.slice(0, 64)
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head.split(':').filter((group) => group !== '')
  const missing = tail === undefined ? 0 : 8
  return [...groups, ...Array.from({ length: missing }, () => '0')].slice(0, 4).join(':')
}
