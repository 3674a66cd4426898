import { expect, test } from 'vitest'

import type { CandidateHealth, Fact } from './room-view.ts'
import { happen, healthOf, looksOf, openRoom, passTime, type Room, type RoomEvent } from './room.ts'
import { CONNECTION_LOST_MS, PICTURE_LOST_MS, RELOAD_MS } from './timing.ts'

const who = 'r-1'
const at = (ms: number) => new Date(Date.UTC(2026, 8, 12, 1, 0, 0, ms))
const joined = (ms: number): RoomEvent => ({ type: 'joined', registrationId: who, at: at(ms), page: 'exam' })
const beat = (ms: number): RoomEvent => ({ type: 'beat', registrationId: who, at: at(ms), camera: 'live' })
const picture = (ms: number): RoomEvent => ({
  type: 'picture',
  registrationId: who,
  at: at(ms),
  network: 'udp',
})

type Step = RoomEvent | { pass: number }

/** Tells a room a story and collects what it would record. */
function story(...steps: Step[]): { room: Room; kinds: string[]; facts: Fact[]; health: CandidateHealth } {
  let room = openRoom('s-1')
  const facts: Fact[] = []
  for (const step of steps) {
    const outcome = 'pass' in step ? passTime(room, at(step.pass)) : happen(room, step)
    room = outcome.room
    facts.push(...outcome.facts)
  }
  const candidate = room.candidates.get(who)
  if (!candidate) throw new Error('nobody joined')
  return { room, facts, kinds: facts.map(({ kind }) => kind), health: healthOf(candidate) }
}

test.for([
  { after: CONNECTION_LOST_MS, connection: 'here', kinds: [] },
  { after: CONNECTION_LOST_MS + 1, connection: 'lost', kinds: ['connection-lost'] },
])('$after ms after the last beat the connection is $connection', ({ after, connection, kinds }) => {
  const told = story(joined(0), { pass: after })
  expect(told.health.connection).toBe(connection)
  expect(told.kinds).toEqual(kinds)
})

test.for([
  { after: RELOAD_MS, connection: 'here' },
  { after: RELOAD_MS + 1, connection: 'lost' },
])('$after ms after its socket was closed the connection is $connection', ({ after, connection }) => {
  const left: RoomEvent = { type: 'left', registrationId: who, at: at(1000) }
  expect(story(joined(0), left, { pass: 1000 + after }).health.connection).toBe(connection)
  expect(story(joined(0), left, joined(1500), { pass: 1000 + after }).health.connection).toBe('here')
})

test('a lost connection is recorded once, and so is its return', () => {
  const told = story(joined(0), { pass: 5000 }, { pass: 6000 }, { pass: 60_000 }, beat(61_000), beat(63_000))
  expect(told.kinds).toEqual(['connection-lost', 'connection-back'])
  expect(told.health.since).toBe(at(61_000).toISOString())
})

test('joining again from another page brings the connection back', () => {
  expect(story(joined(0), { pass: 5000 }, joined(6000)).kinds).toEqual(['connection-lost', 'connection-back'])
})

test.for([
  { after: PICTURE_LOST_MS, camera: 'live' },
  { after: PICTURE_LOST_MS + 1, camera: 'lost' },
])('$after ms after the last picture data the camera is $camera', ({ after, camera }) => {
  const told = story(joined(0), picture(100), beat(2000), beat(2900), { pass: 100 + after })
  expect(told.health.camera).toBe(camera)
})

test('a camera is on, lost and back, each recorded once', () => {
  const told = story(
    joined(0),
    picture(0),
    picture(1000),
    beat(2000),
    { pass: 4001 },
    { pass: 4100 },
    picture(5000),
    picture(6000),
  )
  expect(told.kinds).toEqual(['camera-on', 'camera-lost', 'camera-back'])
  expect(told.facts[1]?.detail).toEqual({ cause: 'no-picture' })
})

test('the page can say that the camera is gone, but not that there is a picture', () => {
  const ended: RoomEvent = { type: 'beat', registrationId: who, at: at(1000), camera: 'ended' }
  const told = story(joined(0), picture(0), ended, beat(1500))
  expect(told.health).toMatchObject({ camera: 'lost', cameraCause: 'ended' })
})

test('data of a muted camera is no picture until the page says that it is live again', () => {
  const muted: RoomEvent = { type: 'beat', registrationId: who, at: at(1000), camera: 'muted' }
  const told = story(joined(0), picture(0), muted, picture(1100), picture(2100))
  expect(told.health).toMatchObject({ camera: 'lost', cameraCause: 'muted' })
  expect(story(joined(0), picture(0), muted, picture(1100), beat(1500), picture(2100)).kinds).toEqual([
    'camera-on',
    'camera-lost',
    'camera-back',
  ])
})

test('a camera that was never on is off, with the reason the page gave, and is not recorded as lost', () => {
  const denied: RoomEvent = { type: 'beat', registrationId: who, at: at(1000), camera: 'denied' }
  const told = story(joined(0), denied, { pass: 2000 })
  expect(told.health).toMatchObject({ camera: 'off', cameraCause: 'denied' })
  expect(told.kinds).toEqual([])
})

test('a death of the video worker is recorded as the fault of the server', () => {
  const gone: RoomEvent = { type: 'picture-gone', registrationId: who, at: at(500), cause: 'server' }
  expect(story(joined(0), picture(0), gone, gone).facts.at(-1)).toMatchObject({
    kind: 'camera-lost',
    detail: { cause: 'server' },
  })
})

test('line and camera are lost independently of each other', () => {
  const told = story(joined(0), picture(0), picture(4000), { pass: 4500 })
  expect(told.health).toMatchObject({ connection: 'lost', camera: 'live' })
})

test('nothing is recorded about somebody who has finished', () => {
  const finished: RoomEvent = { type: 'finished', registrationId: who, at: at(100) }
  expect(story(joined(0), picture(0), finished, { pass: 60_000 }).kinds).toEqual(['camera-on'])
})

test('whoever begins again after an annulled attempt is watched again', () => {
  const finished: RoomEvent = { type: 'finished', registrationId: who, at: at(100) }
  const begun: RoomEvent = { type: 'begun', registrationId: who, at: at(200) }
  expect(story(joined(0), finished, begun, { pass: 60_000 }).kinds).toEqual(['connection-lost'])
})

test('somebody who never joined cannot be lost', () => {
  const outcome = happen(openRoom('s-1'), beat(0))
  expect(outcome.room.candidates.size).toBe(0)
})

test('an event that changes nothing leaves the room as it was', () => {
  const { room } = story(joined(0))
  expect(passTime(room, at(10)).room).toBe(room)
})

test.for([
  { health: { connection: 'lost', camera: 'lost' }, looks: ['connection-lost'] },
  { health: { connection: 'here', camera: 'lost' }, looks: ['camera-lost'] },
  { health: { connection: 'here', camera: 'off' }, looks: ['no-camera'] },
  { health: { connection: 'here', camera: 'off', page: 'waiting' }, looks: [] },
  { health: { connection: 'here', camera: 'live' }, looks: [] },
  { health: { connection: 'absent', camera: 'off' }, looks: [] },
] as const)('$health needs $looks', ({ health, looks }) => {
  const base: CandidateHealth = { ...story(joined(0)).health, page: 'exam' }
  expect(looksOf({ ...base, ...health }, false)).toEqual(looks)
  expect(looksOf({ ...base, ...health }, true)).toEqual([])
})
