import { refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { findPlacedRegistration } from '#db/queries/candidate.ts'

import { acknowledgeMessage } from '../sittings/room-acts.ts'

/** Records that a candidate has read a message of the proctor. One acknowledged before, or not theirs, is not found. */
export async function acknowledgeOwnMessage(
  candidate: { db: Db; personId: string; accountId: string; name: string },
  registrationId: string,
  messageId: string,
): Promise<Result<null, 'not-found'>> {
  const { db, personId, accountId, name } = candidate
  const row = await findPlacedRegistration(db, { registrationId, personId })
  const sittingId = row?.registration.sittingId
  if (!sittingId) return refuse('not-found')
  return acknowledgeMessage({ db, accountId, name }, { sittingId, registrationId }, messageId)
}
