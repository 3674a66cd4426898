import { sql } from 'drizzle-orm'
import type { InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

import type { Db } from '../client.ts'

const BATCH = 4000

/**
 * Inserts many rows fast: each batch travels as one JSON text, which PostgreSQL turns into rows itself. For first
 * fillings and imports; a single row is written by `insert`.
 *
 * @param rows All name the same columns; a column that none names gets its default. Ids are the caller's.
 */
export async function insertRows<Table extends PgTable>(
  tx: Db,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const keys = Object.keys(first)
  const columns = sql.join(
    keys.map((key) => sql.identifier(columnOf(key))),
    sql`, `,
  )
  for (let at = 0; at < rows.length; at += BATCH) {
    const json = JSON.stringify(rows.slice(at, at + BATCH).map(jsonRow))
    await tx.execute(
      sql`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, ${json}::json)`,
    )
  }
}

/** As drizzle's `casing: 'snake_case'` names it. */
const columnOf = (key: string) => key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

function jsonRow(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      columnOf(key),
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  )
}
