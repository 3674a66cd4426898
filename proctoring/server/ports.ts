import type { Clock, Fact, PendingMessage, RoomSnapshot, StaffRole } from '#proctoring/protocol.ts'

export type Identity = { accountId: string; personId: string | null; name: string }

export type Place = {
  sittingId: string
  registrationId: string
  seatNumber: number | null
  admitted: boolean
}

/** What the exam room needs from the rest of the system. The composition root provides it. */
export type ProctoringPorts = {
  /** Who a session cookie belongs to; null when it is no session, or no longer one. */
  identify(cookieHeader: string | undefined): Promise<Identity | null>
  /** The candidate's own place; null when the registration is not this person's. */
  findPlace(personId: string, registrationId: string): Promise<Place | null>
  /** What somebody may do in a sitting. Asked on every watching and consuming call: roles are taken away. */
  watchRole(accountId: string, sittingId: string): Promise<StaffRole | null>
  readRoom(accountId: string, sittingId: string): Promise<RoomSnapshot | null>
  /** Records something that happened. Evidence, never a verdict. */
  noteFact(fact: Fact): Promise<void>
  /** Records that somebody enlarged a feed. */
  auditView(view: { accountId: string; sittingId: string; registrationId: string }): Promise<void>
  /** What a candidate has not confirmed yet, and the clock: told again at every connection. */
  pendingFor(
    personId: string,
    registrationId: string,
  ): Promise<{ messages: PendingMessage[]; clock: Clock | null }>
  acknowledge(personId: string, registrationId: string, messageId: string): Promise<boolean>
}
