import type { ProctoringPorts } from '#proctoring/server/create-proctoring.ts'

import type { Logins } from './auth/logins.ts'
import { readClock, waitingClock } from './domain/clock.ts'
import { acknowledgeMessage, noteFact } from './services/sittings/room-acts.ts'
import { clockJson, readRoom } from './services/sittings/read-room.ts'
import type { Db } from '#db/client.ts'
import { findAttemptNow, findSitting, listAttempts } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { findRegistration, listPendingMessages } from '#db/queries/room.ts'
import { findAccountName, findAccountOfPerson, findSittingRole } from '#db/queries/staff.ts'

/** What the exam room is told by the rest of the platform: who somebody is, and what they may watch. */
export function portsOf({ db, logins }: { db: Db; logins: Logins }): ProctoringPorts {
  async function findOwnPlace(personId: string, registrationId: string) {
    const registration = await findRegistration(db, registrationId)
    const sittingId =
      registration?.personId === personId && !registration.withdrawnAt ? registration.sittingId : null
    const sitting = sittingId ? await findSitting(db, sittingId) : null
    if (!registration || !sittingId || !sitting || sitting.closedAt) return null
    return { ...registration, sittingId }
  }

  return {
    async identify(cookieHeader) {
      const { viewer } = await logins.readViewer(cookieHeader ?? null)
      if (!viewer) return null
      await logins.touch(viewer.sessionDigest) // an exam's heartbeat counts as activity
      return { accountId: viewer.accountId, personId: viewer.personId, name: viewer.name }
    },
    async findPlace(personId, registrationId) {
      const place = await findOwnPlace(personId, registrationId)
      return (
        place && {
          sittingId: place.sittingId,
          registrationId,
          seatNumber: null,
          admitted: place.checkedInAt !== null,
        }
      )
    },
    watchRole: (accountId, sittingId) => findSittingRole(db, { accountId, sittingId }),
    async readRoom(accountId, sittingId) {
      const room = await readRoom({ db, accountId }, sittingId)
      return room.ok ? room.value : null
    },
    noteFact: (fact) => noteFact(db, fact),
    auditView: async ({ accountId, sittingId, registrationId }) => {
      await db.transaction(async (tx) => {
        const at = await readInstant(tx)
        await appendAudit(tx, {
          at,
          actor: { id: accountId, name: (await findAccountName(tx, accountId)) ?? 'staff' },
          action: 'feed.enlarged',
          subject: 'registration',
          subjectId: registrationId,
          detail: { sittingId },
        })
      })
    },
    async pendingFor(personId, registrationId) {
      const place = await findOwnPlace(personId, registrationId)
      if (!place) return { messages: [], clock: null }
      const messages = await listPendingMessages(db, { sittingId: place.sittingId, registrationId })
      const newest = (await listAttempts(db, registrationId)).at(-1)
      const found = newest && (await findAttemptNow(db, { attemptId: newest.id, personId }))
      return {
        messages: messages.map((message) => ({
          id: message.id,
          text: message.text,
          sentAt: message.sentAt.toISOString(),
        })),
        clock: clockJson(found ? readClock(found.attempt, found.now) : waitingClock(await readInstant(db))),
      }
    },
    async acknowledge(personId, registrationId, messageId) {
      const place = await findOwnPlace(personId, registrationId)
      const account = place && (await findAccountOfPerson(db, personId))
      if (!place || !account) return false
      const done = await acknowledgeMessage(
        { db, accountId: account.id, name: account.name },
        { sittingId: place.sittingId, registrationId },
        messageId,
      )
      return done.ok
    },
  }
}
