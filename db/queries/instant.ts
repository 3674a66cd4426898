import { sql } from 'drizzle-orm'

import type { Db } from '../client.ts'

/**
 * The database's clock, now, rounded up to the millisecond: an instant compared with a deadline in
 * milliseconds is never judged earlier than it was. Read it after the row lock.
 */
export async function readInstant(tx: Db): Promise<Date> {
  const { rows } = await tx.execute<{ now: number }>(
    sql`select ceil(extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  )
  return new Date(rows[0]?.now ?? NaN)
}
