import { z } from 'zod'

import type {
  CameraParameters,
  ConsumerOffer,
  Feed,
  RouterCapabilities,
  TransportOffer,
} from './media-types.ts'
import type { CandidateHealth, Clock, Notice, PendingMessage, RoomView } from './room-view.ts'

export type * from './media-types.ts'
export type * from './room-view.ts'

/**
 * Every message of both directions. Types of both ends and the runtime checks come from this one file.
 *
 * A browser imports types only, so zod stays out of its bundle; a number both ends need is in timing.ts.
 */

/** Why the server did not do what it was asked. A refusal never says more than the asker may know. */
export type Refusal =
  | 'malformed'
  | 'too-large'
  | 'too-frequent'
  | 'not-allowed'
  | 'not-found'
  | 'no-video'
  | 'replaced'
  | 'failed'

export type Answer<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

const id = z.uuid()
/** An id that mediasoup made: a UUID in its present version, and compared, never interpreted. */
const mediaId = z.string().min(1).max(64)
const pixels = z.number().int().min(0).max(8192)

const fingerprint = z.object({
  algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
  value: z.string().max(200),
})
const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z.array(fingerprint).min(1).max(8),
})

// The shape only: server/media/camera-parameters.ts decides whether they are what a camera may send.
const rtpCodec = z.looseObject({
  mimeType: z.string().max(40),
  payloadType: z.number().int().min(0).max(127),
  clockRate: z.number().int(),
})
const rtpEncoding = z.looseObject({
  rid: z.string().max(16).optional(),
  scalabilityMode: z.string().max(16).optional(),
})
const headerExtension = z.looseObject({ uri: z.string().max(120), id: z.number().int().min(1).max(255) })
const cameraShape = z.object({
  mid: z.string().max(16).optional(),
  codecs: z.array(rtpCodec).min(1).max(4),
  headerExtensions: z.array(headerExtension).max(24).optional(),
  encodings: z.array(rtpEncoding).min(1).max(2),
  rtcp: z
    .looseObject({ cname: z.string().max(120).optional(), reducedSize: z.boolean().optional() })
    .optional(),
})
const cameraParameters = z.custom<CameraParameters>((value) => cameraShape.safeParse(value).success)

const capabilitiesShape = z.object({
  codecs: z.array(z.looseObject({ mimeType: z.string().max(40), clockRate: z.number().int() })).max(64),
  headerExtensions: z
    .array(z.looseObject({ uri: z.string().max(120) }))
    .max(64)
    .optional(),
})
const routerCapabilities = z.custom<RouterCapabilities>((value) => capabilitiesShape.safeParse(value).success)

/** What a candidate's page says about its own camera. Evidence for a person, never trusted alone. */
const cameraReport = z.enum(['off', 'asking', 'denied', 'no-device', 'live', 'muted', 'ended'])
export type CameraReport = z.infer<typeof cameraReport>

const tile = z.object({ registrationId: id, visible: z.boolean(), px: pixels })
export type TileReport = z.infer<typeof tile>

export type CandidateWelcome = {
  sittingId: string
  /** False: this installation runs without video. Everything else works. */
  video: boolean
  /** The feed of this page that outlived a short loss of the socket; null: publish again. */
  producerId: string | null
  messages: PendingMessage[]
  clock: Clock | null
}

export type RoomWelcome = {
  room: RoomView
  health: CandidateHealth[]
  video: boolean
  feeds: Feed[]
}

const nothing = z.custom<null>()

/** One line per request: who may send it is decided by the file of the same name in server/. */
export const requests = {
  // A candidate's page.
  'candidate:join': {
    payload: z.object({
      registrationId: id,
      page: z.enum(['waiting', 'exam']),
      /** Made by the page when it loads; tells a returning page from another one. */
      pageId: id,
      /** Made once per browser profile; two at the same time are a fact worth noting. */
      browserId: id,
    }),
    reply: z.custom<CandidateWelcome>(),
  },
  'candidate:beat': { payload: z.object({ camera: cameraReport }), reply: nothing },
  'candidate:acknowledge': { payload: z.object({ messageId: id }), reply: nothing },
  'camera:open': { payload: z.object({}), reply: z.custom<TransportOffer>() },
  'camera:connect': { payload: z.object({ transportId: mediaId, dtlsParameters }), reply: nothing },
  'camera:publish': {
    payload: z.object({ transportId: mediaId, parameters: cameraParameters }),
    reply: z.custom<{ producerId: string }>(),
  },
  'camera:close': { payload: z.object({}), reply: nothing },
  // The room page of the staff.
  'room:watch': { payload: z.object({ sittingId: id }), reply: z.custom<RoomWelcome>() },
  'wall:open': {
    payload: z.object({ sittingId: id, worker: z.number().int().min(0).max(64) }),
    reply: z.custom<TransportOffer>(),
  },
  'wall:connect': {
    payload: z.object({ sittingId: id, transportId: mediaId, dtlsParameters }),
    reply: nothing,
  },
  'wall:consume': {
    payload: z.object({
      sittingId: id,
      transportId: mediaId,
      registrationIds: z.array(id).min(1).max(100),
      capabilities: routerCapabilities,
    }),
    reply: z.custom<ConsumerOffer[]>(),
  },
  /** The page has its end ready: the server starts sending, beginning with a key frame. */
  'wall:ready': {
    payload: z.object({ sittingId: id, consumerIds: z.array(mediaId).min(1).max(100) }),
    reply: nothing,
  },
  'wall:tiles': {
    payload: z.object({ sittingId: id, tiles: z.array(tile).min(1).max(100) }),
    reply: nothing,
  },
  'wall:enlarge': { payload: z.object({ sittingId: id, registrationId: id.nullable() }), reply: nothing },
} as const

export type RequestName = keyof typeof requests
export type Payload<Name extends RequestName> = z.infer<(typeof requests)[Name]['payload']>
export type Reply<Name extends RequestName> = z.infer<(typeof requests)[Name]['reply']>

export type ClientToServer = {
  [Name in RequestName]: (payload: Payload<Name>, ack: (answer: Answer<Reply<Name>>) => void) => void
}

/** Why a room page is no longer served: the role was taken away, or somebody logged out. */
export type RoomEnd = 'not-allowed'

export type ServerToClient = {
  // To a candidate's page.
  clock: (event: { clock: Clock }) => void
  message: (message: PendingMessage) => void
  /** The own attempt, or the whole sitting, is closed. */
  closed: (event: { scope: 'attempt' | 'sitting' }) => void
  started: (event: { clock: Clock | null }) => void
  /** The seat was handed over, or another machine took it. */
  machine: (event: { payload: unknown }) => void
  /** A newer page of the same registration has taken over. */
  replaced: () => void
  /** The video of this page is gone; publish again after a random wait. */
  'camera:lost': () => void
  // To the staff of a sitting.
  'room:notice': (notices: Notice[]) => void
  'room:health': (health: CandidateHealth[]) => void
  'room:ended': (event: { reason: RoomEnd }) => void
  'feed:on': (feed: Feed) => void
  'feed:off': (event: { registrationId: string }) => void
  /** The line has no room for this picture: not a lost camera. */
  'feed:starved': (event: { registrationId: string; starved: boolean }) => void
  'media:lost': (event: { worker: number }) => void
}
