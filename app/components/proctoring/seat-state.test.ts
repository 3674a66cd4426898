import { expect, test } from 'vitest'

import type { CandidateHealth, MessageView, SeatView } from '#proctoring/protocol.ts'

import { lookOf, stateOf, unreadOf } from './seat-state.ts'

const now = Date.UTC(2026, 8, 12, 1)
const iso = (ms: number) => new Date(now + ms).toISOString()

const attempt = {
  attemptId: 'a-1',
  state: 'answering',
  clock: { phase: 'running', now: iso(0), deadlineAt: iso(60_000), remainingMs: 60_000 },
  answered: 3,
  givenMs: 0,
  closedBy: null,
  handOverOpen: false,
  heldEntries: 0,
} satisfies SeatView['attempt']

const seat = (more: Partial<SeatView> = {}): SeatView => ({
  registrationId: 'r-1',
  seatNumber: 7,
  ticketNo: '',
  name: '',
  departmentZh: '',
  departmentEn: '',
  idTail: '',
  lockedUntil: null,
  checkedInAt: iso(-60_000),
  attempt,
  ...more,
})

const health = (more: Partial<CandidateHealth> = {}): CandidateHealth => ({
  registrationId: 'r-1',
  connection: 'here',
  camera: 'live',
  cameraCause: null,
  page: 'exam',
  network: 'udp',
  since: iso(0),
  ...more,
})

const message = (sentMs: number, more: Partial<MessageView> = {}): MessageView => ({
  id: 'm-1',
  registrationId: null,
  text: '',
  sentAt: iso(sentMs),
  acknowledgedBy: [],
  ...more,
})

const lost = health({ connection: 'lost', camera: 'lost' })
const dark = health({ camera: 'lost' })
const unchecked = { checkedInAt: null, attempt: null }

test.for([
  { case: 'nobody came', seat: seat(unchecked), health: undefined, state: 'absent' },
  {
    case: 'somebody opened the page',
    seat: seat(unchecked),
    health: health({ page: 'waiting' }),
    state: 'to-check-in',
  },
  { case: 'checked in', seat: seat({ attempt: null }), health: undefined, state: 'waiting' },
  { case: 'answering', seat: seat(), health: health(), state: 'answering' },
  { case: 'answering, but the line is gone', seat: seat(), health: lost, state: 'connection-lost' },
  {
    case: 'answering, but no page was ever heard of',
    seat: seat(),
    health: undefined,
    state: 'connection-lost',
  },
  { case: 'answering, but the camera is gone', seat: seat(), health: dark, state: 'camera-lost' },
  {
    case: 'handed in and gone',
    seat: seat({ attempt: { ...attempt, state: 'handed-in' } }),
    health: lost,
    state: 'handed-in',
  },
  {
    case: 'paused',
    seat: seat({ attempt: { ...attempt, state: 'paused' } }),
    health: health(),
    state: 'paused',
  },
])('$case: $state', ({ seat, health, state }) => {
  expect(stateOf(seat, health, { video: true })).toBe(state)
})

test('where there is no video, nobody misses a camera', () => {
  expect(stateOf(seat(), dark, { video: false })).toBe('answering')
  expect(stateOf(seat(), lost, { video: false })).toBe('connection-lost')
})

test('the most pressing reason to look comes first', () => {
  const troubled = seat({ lockedUntil: iso(1), attempt: { ...attempt, heldEntries: 2 } })
  const room = { video: true, messages: [message(-60_001)], nowMs: now }
  expect(lookOf(troubled, dark, room)).toEqual(['camera-lost', 'locked', 'held', 'unread'])
})

test.for([
  { after: 60_000, reasons: [] },
  { after: 60_001, reasons: ['unread'] },
])('$after ms after a message its silence means $reasons', ({ after, reasons }) => {
  expect(lookOf(seat(), health(), { video: true, messages: [message(-after)], nowMs: now })).toEqual(reasons)
})

test('a lockout that is over needs no look', () => {
  expect(lookOf(seat({ lockedUntil: iso(0) }), health(), { video: true, messages: [], nowMs: now })).toEqual(
    [],
  )
})

test('unread are the own messages and those to all, while one sits', () => {
  const foreign = message(0, { registrationId: 'r-2' })
  const read = message(0, { acknowledgedBy: ['r-1'] })
  const own = message(0, { registrationId: 'r-1' })
  expect(unreadOf(seat(), [foreign, read, own])).toEqual([own])
  expect(unreadOf(seat({ attempt: null }), [own])).toEqual([])
})
