import type { Db } from '../client.ts'
import { auditLog } from '../schema/audit.ts'

/** Who did it. `id` null: the program itself. */
export type Actor = { id: string | null; name: string }

export const theProgram: Actor = { id: null, name: 'system' }

export type AuditEntry = {
  at: Date
  actor: Actor
  /** What happened, as `subject.verb-in-the-past`, e.g. `attempt.handed-in`. */
  action: string
  subject: string
  subjectId?: string | null
  /** The unit whose administrators may read the row. */
  unitId?: string | null
  detail?: Record<string, unknown>
}

/** Writes an audit row in the transaction it speaks of. */
export async function appendAudit(tx: Db, entry: AuditEntry): Promise<void> {
  await appendAudits(tx, [entry])
}

/** As `appendAudit`, for a batch: one row for each thing that was done. */
export async function appendAudits(tx: Db, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.insert(auditLog).values(
    entries.map((entry) => ({
      at: entry.at,
      actorId: entry.actor.id,
      actor: entry.actor.name,
      action: entry.action,
      subject: entry.subject,
      subjectId: entry.subjectId ?? null,
      unitId: entry.unitId ?? null,
      detail: entry.detail ?? {},
    })),
  )
}
