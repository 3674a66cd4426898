import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

import * as attempts from './schema/attempts.ts'
import * as audit from './schema/audit.ts'
import * as bank from './schema/bank.ts'
import * as blueprints from './schema/blueprints.ts'
import * as campaigns from './schema/campaigns.ts'
import * as itemAnalysis from './schema/item-analysis.ts'
import * as laws from './schema/laws.ts'
import * as organisation from './schema/organisation.ts'
import * as questionRelations from './schema/question-relations.ts'
import * as regrade from './schema/regrade.ts'
import * as sittings from './schema/sittings.ts'

const schema = {
  ...organisation,
  ...laws,
  ...bank,
  ...questionRelations,
  ...campaigns,
  ...blueprints,
  ...sittings,
  ...attempts,
  ...regrade,
  ...itemAnalysis,
  ...audit,
}

/** The database, or a transaction on it: a query need not know which. */
export type Db = Omit<NodePgDatabase<typeof schema>, '$client'>

/** An open pool with drizzle on it. `close` waits for the running queries. */
export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> }

/**
 * Opens a pool of connections.
 *
 * @param onError Told when an idle connection breaks (the database restarted): the pool makes new ones.
 */
export function openDatabase(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    application_name: 'lawexam',
    keepAlive: true,
    // A process that hangs in the middle of a transaction must not hold its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
  })
  pool.on('error', (error) => options.onError?.(error))
  return { db: drizzle(pool, { schema, casing: 'snake_case' }), pool, close: () => pool.end() }
}
