import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'

import { actorOf, type AuditReader, scopeOf } from './audit-reader.ts'
import { sealAudit } from './seal-audit.ts'
import { type Finding, verifySeals } from './verify-audit.ts'

/** An auditor has the whole chain computed again, now. What was found is recorded. */
export async function checkLog(
  reader: AuditReader,
): Promise<Result<{ rows: number; findings: Finding[] }, 'not-allowed'>> {
  if (!(await scopeOf(reader.db, reader))) return refuse('not-allowed')
  // First the rows that wait, so that the answer is about everything up to this moment.
  await sealAudit(reader.db)
  const result = await verifySeals(reader.db)
  await reader.db.transaction(async (tx) => {
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(reader),
      action: 'audit.verified',
      subject: 'audit',
      detail: { rows: result.rows, findings: result.findings.slice(0, 100), found: result.findings.length },
    })
  })
  return ok(result)
}
