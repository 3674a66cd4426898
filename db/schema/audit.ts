import { bigint, customType, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'

import { instant } from './columns.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Every state change and every sensitive read, written in the transaction it speaks of. Insert and select only. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    txid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    at: instant().notNull(),
    actorId: uuid(),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text(),
    unitId: uuid(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (row) => [
    index('audit_log_txid').on(row.txid),
    index('audit_log_at').on(row.at),
    index('audit_log_subject').on(row.subject, row.subjectId),
  ],
)

/** The chain over the audit rows, in commit order, made afterwards so that no transaction waits for a global lock. */
export const auditSeals = pgTable('audit_seals', {
  position: bigint({ mode: 'number' }).primaryKey(),
  auditId: bigint({ mode: 'number' }).notNull().unique(),
  digest: bytea().notNull(),
  sealedAt: instant().notNull(),
})
