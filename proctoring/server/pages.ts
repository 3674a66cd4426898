import type { CandidatePage, ProctorSocket } from './socket.ts'

type Present = { socket: ProctorSocket; page: CandidatePage }

/** The candidates' pages of this process: one for each registration. */
export type Pages = {
  find(registrationId: string): Present | null
  /** Puts a page in its place. @returns the one that was there, connected or not. */
  take(socket: ProctorSocket, page: CandidatePage): Present | null
  /** @returns whether this socket still had the place. */
  leave(socket: ProctorSocket): boolean
}

export function keepPages(): Pages {
  const present = new Map<string, Present>()
  return {
    find: (registrationId) => present.get(registrationId) ?? null,
    take(socket, page) {
      const before = present.get(page.registrationId) ?? null
      present.set(page.registrationId, { socket, page })
      return before
    },
    leave(socket) {
      const registrationId = socket.data.candidate?.registrationId
      if (registrationId === undefined || present.get(registrationId)?.socket !== socket) return false
      return present.delete(registrationId)
    },
  }
}
