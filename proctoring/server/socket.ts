import type { Server, Socket } from 'socket.io'

import type { ClientToServer, ServerToClient } from '#proctoring/protocol.ts'

import type { Identity } from './ports.ts'

/** The candidate's page behind a socket. */
export type CandidatePage = {
  personId: string
  sittingId: string
  registrationId: string
  pageId: string
  browserId: string
}

export type SocketData = {
  /** From the session cookie, never from a payload. */
  identity: Identity
  candidate: CandidatePage | null
  /** The sitting this page of the staff watches. */
  watching: string | null
  /** A newer page of the same registration took over: nothing more is served here. */
  replaced: boolean
}

type NoServerEvents = Record<string, never>
export type ProctorServer = Server<ClientToServer, ServerToClient, NoServerEvents, SocketData>
export type ProctorSocket = Socket<ClientToServer, ServerToClient, NoServerEvents, SocketData>

/** The names of socket.io rooms, in one place. */
export const channels = {
  candidate: (registrationId: string) => `candidate:${registrationId}`,
  candidates: (sittingId: string) => `candidates:${sittingId}`,
  staff: (sittingId: string) => `staff:${sittingId}`,
  /** Every page that watches some sitting. */
  watchers: 'watchers',
}
