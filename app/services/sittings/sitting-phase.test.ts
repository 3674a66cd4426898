import { expect, test } from 'vitest'

import { phaseOf, type SittingTimes } from './sitting-phase.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 1, minute))

const sitting: SittingTimes = {
  startsAt: at(0),
  startedAt: null,
  pausedAt: null,
  closedAt: null,
  givenMs: 0,
  pausedMs: 0,
  durationMs: 45 * 60_000,
  graceMs: 5_000,
  answering: 0,
}

test.for<{ what: string; change: Partial<SittingTimes>; minute: number; phase: string }>([
  { what: 'before its start', change: {}, minute: -1, phase: 'planned' },
  { what: 'started early by the proctor', change: { startedAt: at(-5) }, minute: -1, phase: 'open' },
  { what: 'at its start', change: {}, minute: 0, phase: 'open' },
  { what: 'with its clock stopped', change: { pausedAt: at(10) }, minute: 20, phase: 'paused' },
  { what: 'after its time', change: {}, minute: 46, phase: 'over' },
  { what: 'after its time, with time given', change: { givenMs: 300_000 }, minute: 46, phase: 'open' },
  { what: 'after its time, somebody still answering', change: { answering: 1 }, minute: 46, phase: 'open' },
  { what: 'closed by its proctors', change: { closedAt: at(30) }, minute: 31, phase: 'over' },
])('a sitting $what is $phase', ({ change, minute, phase }) => {
  expect(phaseOf({ ...sitting, ...change }, at(minute))).toBe(phase)
})
