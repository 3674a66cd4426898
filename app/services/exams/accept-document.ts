import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { lockRegistration } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findCandidate, insertAcceptance, listAcceptances } from '#db/queries/candidate.ts'
import { readInstant } from '#db/queries/instant.ts'
import { updateRegistration } from '#db/queries/room.ts'

import { type DocumentName, documentVersions } from './documents.ts'

export type AcceptRefusal = 'not-found' | 'old-version'

export type AcceptRequest = {
  registrationId: string
  document: DocumentName
  /** The version that was on the screen. */
  version: string
}

/**
 * Records that a candidate read and accepted a document, with its version and the time. Twice is once: the first
 * time counts. A page that still shows an older version is refused, so that nobody accepts what they did not see.
 */
export function acceptDocument(
  candidate: { db: Db; personId: string; accountId: string; name: string },
  request: AcceptRequest,
): Promise<Result<{ acceptedAt: Date }, AcceptRefusal>> {
  const { registrationId, document, version } = request
  return candidate.db.transaction(async (tx) => {
    const registration = await lockRegistration(tx, { registrationId, personId: candidate.personId })
    if (!registration) return refuse('not-found')
    if (version !== documentVersions[document]) return refuse('old-version')
    const at = await readInstant(tx)
    const first = await insertAcceptance(tx, {
      registrationId,
      personId: candidate.personId,
      document,
      version,
      acceptedAt: at,
    })
    if (!first) return ok({ acceptedAt: await firstTime(tx, request, at) })
    if (document === 'pledge') await updateRegistration(tx, registrationId, { pledgedAt: at })
    await appendAudit(tx, {
      at,
      actor: { id: candidate.accountId, name: candidate.name },
      action: `${document}.accepted`,
      subject: 'registration',
      subjectId: registrationId,
      unitId: (await findCandidate(tx, candidate.personId))?.unitId ?? null,
      detail: { version },
    })
    return ok({ acceptedAt: at })
  })
}

async function firstTime(
  tx: Db,
  { registrationId, document, version }: AcceptRequest,
  now: Date,
): Promise<Date> {
  const accepted = await listAcceptances(tx, registrationId)
  return accepted.find((one) => one.document === document && one.version === version)?.acceptedAt ?? now
}
