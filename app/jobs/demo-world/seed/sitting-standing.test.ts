import { expect, test } from 'vitest'

import { standingOf } from './sitting-standing.ts'

const minute = 60_000
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9) + minutes * minute)

type Last = Parameters<typeof standingOf>[0]
type Attempt = Last['attempts'][number]

/** Began at nine, for 45 minutes with five seconds of grace. */
function sittingWith(attempts: Attempt[], change: Partial<Last['sitting']> = {}): Last {
  const sitting: Last['sitting'] = {
    ...{ id: '', examId: '', roomId: '', startsAt: at(0), startedAt: at(0) },
    ...{ givenMs: 0, pausedMs: 0, pausedAt: null, closedAt: null },
    ...change,
  }
  const exam: Last['exam'] = {
    ...{ id: '', campaignId: '', kind: 'centre', titleZh: '', titleEn: '', seed: '', lawDate: '2026-11-23' },
    ...{ rules: { blueprint: null, multipleScoring: 'all-or-nothing' }, fullMarks: 10_000, passMarks: 9000 },
    ...{ durationMs: 45 * minute, graceMs: 5000, lateLimitMs: 45 * minute, maxTries: 1, release: 'at-once' },
    ...{ opensAt: null, closesAt: null, drawn: true, publishedAt: at(0), archivedAt: null },
  }
  return { sitting, exam, attempts }
}

const answering: Attempt = { state: 'answering', deadlineAt: at(45), pausedAt: null }
const handedIn: Attempt = { ...answering, state: 'handed-in' }

test.for([
  { after: 22, standing: 'going-on' },
  { after: 23, standing: 'unused' },
  { after: 300, standing: 'unused' },
])('$after min in, a sitting in which nobody began is $standing', ({ after, standing }) => {
  expect(standingOf(sittingWith([]), at(after))).toBe(standing)
})

test.for([
  { after: 23, standing: 'going-on' },
  { after: 45, standing: 'going-on' },
  { after: 46, standing: 'over' },
])('$after min in, a sitting that was sat is $standing', ({ after, standing }) => {
  expect(standingOf(sittingWith([answering, handedIn]), at(after))).toBe(standing)
})

test('time given to one candidate keeps the sitting going', () => {
  const longer = { ...answering, deadlineAt: at(60) }
  expect(standingOf(sittingWith([longer]), at(59))).toBe('going-on')
  expect(standingOf(sittingWith([longer]), at(61))).toBe('over')
})

test('a pause keeps it going, unless it was forgotten', () => {
  const paused: Attempt = { ...answering, state: 'paused', pausedAt: at(20) }
  const sitting = sittingWith([paused], { pausedAt: at(20) })
  expect(standingOf(sitting, at(200))).toBe('going-on')
  expect(standingOf(sitting, at(20 + 13 * 60))).toBe('over')
})

test('a closed sitting is over', () => {
  expect(standingOf(sittingWith([handedIn], { closedAt: at(30) }), at(31))).toBe('over')
})
