import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createProbe } from 'node:net'

import { io, type Socket } from 'socket.io-client'
import { expect, vi } from 'vitest'

import type {
  CameraParameters,
  ClientToServer,
  Fact,
  RoomView,
  RouterCapabilities,
  ServerToClient,
  StaffRole,
} from '#proctoring/protocol.ts'
import {
  createProctoring,
  type Log,
  type Proctoring,
  type ProctoringPorts,
} from '#proctoring/server/create-proctoring.ts'
import { PROTOCOL_VERSION } from '#proctoring/timing.ts'
import { ensureWorker } from '#proctoring/worker/ensure.ts'

/** An exam room on a real HTTP server, with ports of our own and the people of two sittings. */

const uuid = (n: number) => `0198f1f0-0000-7000-8000-${String(n).padStart(12, '0')}`

export const sittings = { one: uuid(1), two: uuid(2) }
export const registrations = { wang: uuid(11), li: uuid(12), zhao: uuid(21) }

type Account = { personId: string | null; name: string; roles: Record<string, StaffRole> }

const people = {
  wang: { personId: uuid(101), name: '王小明', roles: {} },
  li: { personId: uuid(102), name: '李静', roles: {} },
  zhao: { personId: uuid(103), name: '赵强', roles: {} },
  proctor: { personId: null, name: '监考员', roles: { [sittings.one]: 'proctor' } },
  inspector: {
    personId: null,
    name: '巡考员',
    roles: { [sittings.one]: 'inspector', [sittings.two]: 'inspector' },
  },
  stranger: { personId: null, name: '路人', roles: {} },
} satisfies Record<string, Account>

export type Who = keyof typeof people

const places: Record<string, { personId: string; sittingId: string }> = {
  [registrations.wang]: { personId: people.wang.personId, sittingId: sittings.one },
  [registrations.li]: { personId: people.li.personId, sittingId: sittings.one },
  [registrations.zhao]: { personId: people.zhao.personId, sittingId: sittings.two },
}

export type Client = Socket<ServerToClient, ClientToServer>

export type ExamRoom = {
  port: number
  proctoring: Proctoring
  facts: Fact[]
  views: { accountId: string; sittingId: string; registrationId: string }[]
  logged: string[]
  /** Takes effect at the next question to the ports. */
  dismiss(who: Who): void
  connect(who: Who | null, headers?: Record<string, string>): Client
  close(): Promise<void>
}

type Options = {
  /** False: as on a machine without a media worker. */
  video?: boolean
  workers?: number
  /** What happens elsewhere while the database is asked what a page has missed. */
  meanwhile?: () => void
}

export async function openExamRoom({
  video = true,
  workers = 1,
  meanwhile,
}: Options = {}): Promise<ExamRoom> {
  const accounts = new Map<string, Account>(Object.entries(people))
  const facts: Fact[] = []
  const views: ExamRoom['views'] = []
  const logged: string[] = []
  const clients: Client[] = []
  const note = (_: object, line: string) => void logged.push(line)
  const log: Log = { info: note, warn: note, error: note }

  const ports: ProctoringPorts = {
    async identify(cookie) {
      const accountId = /(?:^|; )who=(\w+)/.exec(cookie ?? '')?.[1] ?? ''
      const account = accounts.get(accountId)
      return account ? { accountId, personId: account.personId, name: account.name } : null
    },
    async findPlace(personId, registrationId) {
      const place = places[registrationId]
      if (place?.personId !== personId) return null
      return { sittingId: place.sittingId, registrationId, seatNumber: 1, admitted: true }
    },
    watchRole: async (accountId, sittingId) => accounts.get(accountId)?.roles[sittingId] ?? null,
    readRoom: async (accountId, sittingId) =>
      roomView(sittingId, accounts.get(accountId)?.roles[sittingId] ?? 'proctor'),
    noteFact: async (fact) => void facts.push(fact),
    auditView: async (view) => void views.push(view),
    async pendingFor() {
      meanwhile?.()
      return {
        messages: [{ id: uuid(901), text: '请保持安静', sentAt: '2026-09-12T01:00:00.000Z' }],
        clock: { phase: 'running', now: '2026-09-12T01:00:00.000Z', deadlineAt: null, remainingMs: 60_000 },
      }
    },
    acknowledge: async (_person, _registration, messageId) => messageId === uuid(901),
  }

  const httpServer = createServer((_, response) => response.end())
  const worker = video ? await ensureWorker({ say: () => undefined }) : null
  if (worker && !worker.ok) throw new Error(worker.detail)
  const proctoring = createProctoring({
    httpServer,
    ports,
    workerBin: worker?.value.path ?? null,
    media: { listenIp: '127.0.0.1', basePort: await findFreePort(), workers },
    log,
  })
  if (video)
    await vi.waitFor(() => expect(proctoring.health().video?.running).toBe(workers), { timeout: 20_000 })
  httpServer.listen(await findFreePort(), '127.0.0.1')
  await once(httpServer, 'listening')
  // Safe: a server that listens on TCP has such an address.
  const { port } = httpServer.address() as AddressInfo

  return {
    port,
    proctoring,
    facts,
    views,
    logged,
    dismiss: (who) => void accounts.set(who, { ...people[who], roles: {} }),
    connect(who, headers = {}) {
      const cookie: Record<string, string> = who ? { cookie: `lang=en; who=${who}` } : {}
      const client: Client = io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { version: PROTOCOL_VERSION },
        extraHeaders: { ...cookie, ...headers },
      })
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.disconnect()
      await proctoring.close()
      httpServer.closeAllConnections()
      httpServer.close()
    },
  }
}

/** The next event of a name, with what it brought. */
export function next<Name extends keyof ServerToClient>(
  client: Client,
  name: Name,
): Promise<Parameters<ServerToClient[Name]>> {
  return new Promise((resolve) => {
    const listener = (...brought: Parameters<ServerToClient[Name]>) => resolve(brought)
    // Safe: the listener of this very event; the library's types cannot follow a name that is a parameter.
    client.once(name, listener as never)
  })
}

/** A candidate's page: joined, with its picture published when asked for. */
export async function joinAs(
  room: ExamRoom,
  who: 'wang' | 'li' | 'zhao',
  page = uuid(500),
  browser = uuid(600),
) {
  const client = room.connect(who)
  const answer = await client.emitWithAck('candidate:join', {
    registrationId: registrations[who],
    page: 'exam',
    pageId: page,
    browserId: browser,
  })
  return { client, answer }
}

/** Publishes as a browser would, without sending a single packet: enough for everything that is decided here. */
export async function publishAs(client: Client) {
  const opened = await client.emitWithAck('camera:open', {})
  if (!opened.ok) return opened
  return client.emitWithAck('camera:publish', { transportId: opened.value.id, parameters: vp8Camera })
}

export const vp8Camera: CameraParameters = {
  mid: '0',
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [{ type: 'nack' }],
    },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 }, rtcpFeedback: [] },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', id: 11 },
  ],
  encodings: [
    { rid: 'r0', scalabilityMode: 'L1T3', maxBitrate: 80_000 },
    { rid: 'r1', scalabilityMode: 'L1T3', maxBitrate: 400_000 },
  ],
  rtcp: { cname: 'c', reducedSize: true },
}

export const wallCapabilities: RouterCapabilities = {
  codecs: [
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
}

export const ids = { page: uuid, message: uuid(901) }

/** Opens a wall and asks for one picture. */
export async function lookAt(client: Client, sittingId: string, registrationId: string) {
  const opened = await client.emitWithAck('wall:open', { sittingId, worker: 0 })
  if (!opened.ok) return opened
  return client.emitWithAck('wall:consume', {
    sittingId,
    transportId: opened.value.id,
    registrationIds: [registrationId],
    capabilities: wallCapabilities,
  })
}

function roomView(sittingId: string, role: StaffRole): RoomView {
  const now = '2026-09-12T01:00:00.000Z'
  const names = {
    examTitleZh: '测试',
    examTitleEn: 'Test',
    centreZh: '',
    centreEn: '',
    roomZh: '',
    roomEn: '',
  }
  const times = {
    startsAt: now,
    startedAt: null,
    pausedAt: null,
    closedAt: null,
    durationMs: 2_700_000,
    givenMs: 0,
  }
  return {
    role,
    now,
    sitting: { id: sittingId, ...names, columns: 8, ...times, itemCount: 100 },
    seats: [],
    messages: [],
    incidents: [],
    outages: [],
  }
}

/** A port free for TCP, below those the system hands out by itself. */
async function findFreePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const probe = createProbe()
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}
