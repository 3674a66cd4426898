import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { type AuditFilter, listAuditRows, type ListedAuditRow, readSealing } from '#db/queries/audit-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { actorOf, type AuditReader, scopeOf } from './audit-reader.ts'

export type AuditPage = {
  rows: ListedAuditRow[]
  /** To read on, towards older rows; null at the end. */
  next: number | null
  sealing: { position: number; sealedUpTo: Date | null; sealedAt: Date; head: string } | null
  /** Rows that no seal covers yet; 1000 stands for that many or more. */
  waiting: number
  /** False: the reader sees one region of several. */
  readsEverything: boolean
}

const ROWS = 50

/** A page of the audit log, the newest first. The reading is itself recorded: it stands in the log afterwards. */
export function readAudit(
  reader: AuditReader,
  filter: AuditFilter,
  before: number | null,
): Promise<Result<AuditPage, 'not-allowed'>> {
  return reader.db.transaction(async (tx): Promise<Result<AuditPage, 'not-allowed'>> => {
    const scope = await scopeOf(tx, reader)
    if (!scope) return refuse('not-allowed')
    const found = await listAuditRows(tx, scope, filter, { before, limit: ROWS + 1 })
    const rows = found.slice(0, ROWS)
    const { sealed, waiting } = await readSealing(tx)
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(reader),
      action: 'audit.read',
      subject: 'audit',
      detail: { ...filter, before, shown: rows.length },
    })
    return ok({
      rows,
      next: found.length > ROWS ? (rows[rows.length - 1]?.id ?? null) : null,
      sealing: sealed && {
        position: sealed.position,
        sealedUpTo: sealed.at,
        sealedAt: sealed.sealedAt,
        head: sealed.digest.toString('hex'),
      },
      waiting,
      readsEverything: scope === 'everything',
    })
  })
}
