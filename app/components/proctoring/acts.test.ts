import { expect, test } from 'vitest'

import type { SeatView } from '#proctoring/protocol.ts'

import { actRules, actsOf, bodyOf, finalActsOf } from './acts.ts'

const attempt = {
  attemptId: 'a-1',
  state: 'answering',
  clock: { phase: 'running', now: '', deadlineAt: null, remainingMs: 0 },
  answered: 0,
  givenMs: 0,
  closedBy: null,
  handOverOpen: false,
  heldEntries: 0,
} satisfies SeatView['attempt']

const seat: SeatView = {
  registrationId: 'r-1',
  seatNumber: 1,
  ticketNo: '',
  name: '',
  departmentZh: '',
  departmentEn: '',
  idTail: '',
  lockedUntil: null,
  checkedInAt: '2026-09-12T01:00:00.000Z',
  attempt,
}
const values = {
  reason: '机器故障',
  minutes: 5,
  text: '请坐正',
  kind: 'device',
  tier: 'ordinary',
  note: '换机',
}

test('time is given in milliseconds, with its reason', () => {
  expect(bodyOf({ name: 'time', seat }, values)).toEqual({ addMs: 300_000, reason: '机器故障' })
  expect(actRules.time.path({ sittingId: 's-1', seat })).toBe('/api/v1/attempts/a-1/time')
})

test('a message goes to one or to all', () => {
  expect(bodyOf({ name: 'message', seat }, values)).toEqual({ text: '请坐正', registrationId: 'r-1' })
  expect(bodyOf({ name: 'message-all', seat: null }, values)).toEqual({ text: '请坐正' })
})

test('an incident is of a seat or of the room', () => {
  const recorded = { kind: 'device', tier: 'ordinary', note: '换机' }
  expect(bodyOf({ name: 'incident', seat }, values)).toEqual({ ...recorded, registrationId: 'r-1' })
  expect(bodyOf({ name: 'incident', seat: null }, values)).toEqual(recorded)
})

test('checking in sends nothing but the wish', () => {
  expect(bodyOf({ name: 'check-in', seat }, values)).toEqual({})
})

test('a start may go without a reason', () => {
  expect(bodyOf({ name: 'start', seat: null }, { ...values, reason: ' ' })).toEqual({})
  expect(bodyOf({ name: 'start', seat: null }, values)).toEqual({ reason: '机器故障' })
})

test.for([
  {
    case: 'not here yet',
    seat: { ...seat, checkedInAt: null, attempt: null },
    acts: ['check-in', 'message', 'incident'],
    final: [],
  },
  {
    case: 'answering',
    seat,
    acts: ['message', 'time', 'hand-over', 'incident'],
    final: ['force-hand-in', 'void'],
  },
  {
    case: 'handed in',
    seat: { ...seat, attempt: { ...attempt, state: 'handed-in' as const } },
    acts: ['message', 'incident'],
    final: ['void'],
  },
  {
    case: 'void',
    seat: { ...seat, attempt: { ...attempt, state: 'void' as const } },
    acts: ['message', 'incident'],
    final: [],
  },
])('a seat that is $case allows $acts and, apart, $final', ({ seat, acts, final }) => {
  expect(actsOf(seat, 0)).toEqual(acts)
  expect(finalActsOf(seat)).toEqual(final)
})

test('a locked login can be unlocked at the door, until the lock is over', () => {
  const locked = { ...seat, lockedUntil: '2026-09-12T01:05:00.000Z' }
  const lockedMs = Date.parse(locked.lockedUntil)
  expect(actsOf(locked, lockedMs - 1)).toContain('unlock')
  expect(actsOf(locked, lockedMs)).not.toContain('unlock')
})
