import type { CameraReport } from './protocol.ts'
import type { CameraCause, CandidateHealth, ConnectionHealth, Fact, FactKind } from './room-view.ts'
import { CONNECTION_LOST_MS, PICTURE_LOST_MS, RELOAD_MS } from './timing.ts'

/**
 * A watched room: who is here, how healthy, what needs a look.
 *
 * Pure: it is told what happened and when, and answers with the next state and the facts to record. It knows
 * registrations, not exams, and nothing in it can stop anybody's exam.
 */

type Camera =
  | { state: 'off'; cause: CameraCause }
  | { state: 'live'; pictureAt: Date }
  | { state: 'lost'; cause: CameraCause }

export type Candidate = {
  registrationId: string
  connection: ConnectionHealth
  camera: Camera
  /** Whether a picture was ever seen here: a camera that was never on is off, not lost. */
  cameraSeen: boolean
  /** What the page last said about its camera; null until it says something. */
  report: CameraReport | null
  page: 'waiting' | 'exam' | null
  network: 'udp' | 'tcp' | null
  lastBeatAt: Date
  /** When its socket was closed, until it is heard of again. */
  leftAt: Date | null
  since: Date
  /** The attempt is closed: whoever leaves now is not lost. */
  finished: boolean
}

export type Room = { sittingId: string; candidates: ReadonlyMap<string, Candidate> }

export type RoomEvent = { registrationId: string; at: Date } & (
  | { type: 'joined'; page: 'waiting' | 'exam' }
  | { type: 'beat'; camera: CameraReport }
  /** Its socket was closed: a page that is only loading again comes back at once. */
  | { type: 'left' }
  /** Picture data arrived since the last look. */
  | { type: 'picture'; network: 'udp' | 'tcp' | null }
  /** The server itself lost the picture. */
  | { type: 'picture-gone'; cause: 'server' | 'no-picture' }
  | { type: 'second-browser' }
  /** Time passed. */
  | { type: 'tick' }
  | { type: 'finished' }
  /** An attempt began: also a second one, after the first was annulled. */
  | { type: 'begun' }
)

/** What came of an event: the room as it is now, and what is to be recorded. */
export type Outcome = { room: Room; facts: Fact[] }

/** An empty room. */
export function openRoom(sittingId: string): Room {
  return { sittingId, candidates: new Map() }
}

/**
 * Takes one event into account.
 *
 * Each loss and each return is a fact exactly once, however often it is reported. Somebody who never joined
 * cannot be lost, and nothing is recorded about somebody who has finished.
 */
export function happen(room: Room, event: RoomEvent): Outcome {
  const before = room.candidates.get(event.registrationId) ?? newcomer(event)
  if (!before) return { room, facts: [] }
  const after = touched(before, apply(before, event), event.at)
  if (after === before) return { room, facts: [] }

  const candidates = new Map(room.candidates).set(after.registrationId, after)
  return { room: { ...room, candidates }, facts: factsOf(room, { before, after, event }) }
}

/** Lets time pass for everybody in the room. */
export function passTime(room: Room, at: Date): Outcome {
  let current = room
  const facts: Fact[] = []
  for (const registrationId of room.candidates.keys()) {
    const outcome = happen(current, { type: 'tick', registrationId, at })
    current = outcome.room
    facts.push(...outcome.facts)
  }
  return { room: current, facts }
}

/** Only joining brings somebody into a room. */
function newcomer({ type, registrationId, at }: RoomEvent): Candidate | null {
  if (type !== 'joined') return null
  return {
    registrationId,
    connection: 'absent',
    camera: { state: 'off', cause: null },
    cameraSeen: false,
    report: null,
    page: null,
    network: null,
    lastBeatAt: at,
    leftAt: null,
    since: at,
    finished: false,
  }
}

function apply(candidate: Candidate, event: RoomEvent): Candidate {
  switch (event.type) {
    case 'joined':
      return {
        ...candidate,
        connection: 'here',
        page: event.page,
        report: null,
        lastBeatAt: event.at,
        leftAt: null,
      }
    case 'beat':
      return reported(
        { ...candidate, connection: 'here', report: event.camera, lastBeatAt: event.at, leftAt: null },
        event.camera,
      )
    case 'left':
      return { ...candidate, leftAt: event.at }
    case 'picture':
      return pictured(candidate, event)
    case 'picture-gone':
      return gone(candidate, event.cause)
    case 'tick':
      return aged(candidate, event.at)
    case 'finished':
    case 'begun':
      return withFinished(candidate, event.type === 'finished')
    case 'second-browser':
      return { ...candidate }
  }
}

/** What the page says: it can end a picture, but only picture data can begin one. */
function reported(candidate: Candidate, camera: CameraReport): Candidate {
  if (camera === 'live' || camera === 'asking') return candidate
  const cause = camera === 'off' ? null : camera
  if (candidate.camera.state === 'live') return withoutPicture(candidate, cause)
  return candidate.camera.cause === null && cause
    ? { ...candidate, camera: { ...candidate.camera, cause } }
    : candidate
}

/** A muted camera still sends data, of black pictures: it counts only when the page does not deny it. */
function pictured(candidate: Candidate, { at, network }: Extract<RoomEvent, { type: 'picture' }>): Candidate {
  const { report } = candidate
  if (report !== null && report !== 'live' && report !== 'asking') return candidate
  return { ...candidate, camera: { state: 'live', pictureAt: at }, cameraSeen: true, network }
}

function gone(candidate: Candidate, cause: CameraCause): Candidate {
  return candidate.camera.state === 'live' ? withoutPicture(candidate, cause) : candidate
}

function withFinished(candidate: Candidate, finished: boolean): Candidate {
  return candidate.finished === finished ? candidate : { ...candidate, finished }
}

function withoutPicture(candidate: Candidate, cause: CameraCause): Candidate {
  return { ...candidate, camera: { state: 'lost', cause }, network: null }
}

function aged(candidate: Candidate, at: Date): Candidate {
  let next = candidate
  const silentMs = at.getTime() - next.lastBeatAt.getTime()
  const leftMs = next.leftAt ? at.getTime() - next.leftAt.getTime() : 0
  if (next.connection === 'here' && (silentMs > CONNECTION_LOST_MS || leftMs > RELOAD_MS)) {
    next = { ...next, connection: 'lost' }
  }
  if (next.camera.state === 'live' && at.getTime() - next.camera.pictureAt.getTime() > PICTURE_LOST_MS) {
    next = withoutPicture(next, 'no-picture')
  }
  return next
}

/** `since` is when connection or camera last changed, not when something last arrived. */
function touched(before: Candidate, after: Candidate, at: Date): Candidate {
  const same = before.connection === after.connection && before.camera.state === after.camera.state
  return same || after === before ? after : { ...after, since: at }
}

type Change = { before: Candidate; after: Candidate; event: RoomEvent }

function factsOf({ sittingId }: Room, { before, after, event }: Change): Fact[] {
  if (before.finished) return []
  const { registrationId } = after
  const fact = (kind: FactKind, detail?: Record<string, unknown>): Fact => ({
    sittingId,
    registrationId,
    kind,
    ...(detail && { detail }),
  })

  if (event.type === 'second-browser') return [fact('second-browser')]
  const facts: Fact[] = []
  if (after.connection !== before.connection) {
    if (after.connection === 'lost')
      facts.push(fact('connection-lost', { lastBeatAt: after.lastBeatAt.toISOString() }))
    if (before.connection === 'lost') facts.push(fact('connection-back'))
  }
  if (after.camera.state !== before.camera.state) {
    if (after.camera.state === 'lost') facts.push(fact('camera-lost', { cause: after.camera.cause }))
    if (after.camera.state === 'live') facts.push(fact(before.cameraSeen ? 'camera-back' : 'camera-on'))
  }
  return facts
}

/** How a candidate is, in the words of the protocol. */
export function healthOf(candidate: Candidate): CandidateHealth {
  return {
    registrationId: candidate.registrationId,
    connection: candidate.connection,
    camera: candidate.camera.state,
    cameraCause: candidate.camera.state === 'live' ? null : candidate.camera.cause,
    page: candidate.page,
    network: candidate.network,
    since: candidate.since.toISOString(),
  }
}

/** Why somebody should look at a candidate now. The most pressing first. */
export type Look = 'connection-lost' | 'camera-lost' | 'no-camera'

/**
 * What in a candidate's health needs a look.
 *
 * A lost line comes first: its missing picture is a consequence and not named again. Somebody who has finished
 * needs none.
 */
export function looksOf(health: CandidateHealth, finished: boolean): Look[] {
  if (finished || health.connection === 'absent') return []
  if (health.connection === 'lost') return ['connection-lost']
  if (health.camera === 'lost') return ['camera-lost']
  return health.camera === 'off' && health.page === 'exam' ? ['no-camera'] : []
}
