import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  type AuditFilter,
  type AuditScope,
  listAuditRows,
  type ListedAuditRow,
} from '#db/queries/audit-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { actorOf, type AuditReader, scopeOf } from './audit-reader.ts'

const BATCH = 1000

/**
 * Every row that fits, the newest first, batch by batch, so that a log of years needs no memory. The export is
 * recorded before its first row is read.
 */
export async function exportAudit(
  reader: AuditReader,
  filter: AuditFilter,
): Promise<Result<AsyncGenerator<ListedAuditRow[]>, 'not-allowed'>> {
  const scope = await reader.db.transaction(async (tx) => {
    const readable = await scopeOf(tx, reader)
    if (!readable) return null
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(reader),
      action: 'audit.exported',
      subject: 'audit',
      detail: { ...filter },
    })
    return readable
  })
  return scope ? ok(batches(reader.db, scope, filter)) : refuse('not-allowed')
}

async function* batches(db: Db, scope: AuditScope, filter: AuditFilter): AsyncGenerator<ListedAuditRow[]> {
  let before: number | null = null
  for (;;) {
    const rows: ListedAuditRow[] = await listAuditRows(db, scope, filter, { before, limit: BATCH })
    if (rows.length > 0) yield rows
    const last = rows[rows.length - 1]
    if (!last || rows.length < BATCH) return
    before = last.id
  }
}
