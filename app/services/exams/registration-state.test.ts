import { expect, test } from 'vitest'

import type { AttemptRow, ExamRow, SittingRow } from '#db/queries/attempts.ts'

import { type RegistrationFacts, standingOf } from './registration-state.ts'

const minute = 60_000
const start = Date.UTC(2026, 8, 12, 1)
const at = (minutes: number) => new Date(start + minutes * minute)

const exam = (change: Partial<ExamRow>): ExamRow => ({
  id: 'exam',
  campaignId: 'campaign',
  kind: 'centre',
  titleZh: '',
  titleEn: '',
  rules: { blueprint: null, multipleScoring: 'all-or-nothing' },
  durationMs: 45 * minute,
  graceMs: 5000,
  lateLimitMs: 30 * minute,
  fullMarks: 10_000,
  passMarks: 9000,
  maxTries: 1,
  opensAt: null,
  closesAt: null,
  release: 'at-once',
  lawDate: '2026-09-12',
  seed: '',
  drawn: false,
  publishedAt: at(-10_000),
  archivedAt: null,
  ...change,
})
const sitting = (change: Partial<SittingRow> = {}): SittingRow => ({
  id: 'sitting',
  examId: 'exam',
  roomId: 'room',
  startsAt: at(0),
  startedAt: null,
  givenMs: 0,
  pausedMs: 0,
  pausedAt: null,
  closedAt: null,
  ...change,
})
const attempt = (state: AttemptRow['state'], tryNo = 1): AttemptRow => ({
  id: `attempt ${tryNo}`,
  examId: 'exam',
  registrationId: 'r',
  personId: 'p',
  paperId: 'paper',
  sittingId: null,
  tryNo,
  state,
  startedAt: at(0),
  deadlineAt: at(45),
  graceMs: 5000,
  givenMs: 0,
  pausedAt: null,
  generation: 1,
  sessionDigest: '',
  handOverOpenedAt: null,
  savedSeq: 0,
  links: 0,
  chainHead: Buffer.alloc(0),
  closedAt: null,
  closedBy: null,
  closeReason: null,
  answered: null,
  score: null,
  passed: null,
  voidedAt: null,
  voidReason: null,
})

const centre = (change: Partial<RegistrationFacts> = {}): RegistrationFacts => ({
  exam: exam({}),
  registration: { checkedInAt: at(-20) },
  sitting: sitting(),
  attempts: [],
  ...change,
})
const online = (change: Partial<RegistrationFacts> = {}): RegistrationFacts => ({
  exam: exam({ kind: 'online', opensAt: at(0), closesAt: at(600), maxTries: 3 }),
  registration: { checkedInAt: null },
  sitting: null,
  attempts: [],
  ...change,
})

test.for([
  [-61, null, 'upcoming'],
  [-60, null, 'check-in'],
  [10, null, 'check-in'],
  [-10, at(-20), 'waiting'],
  [0, at(-20), 'open'],
  [30, at(-20), 'open'],
  [30.001, at(-20), 'missed'],
  [31, null, 'missed'],
] as const)('at a centre, %d minutes from the start, checked in %o: %s', ([minutes, checkedInAt, state]) => {
  expect(standingOf(centre({ registration: { checkedInAt } }), at(minutes)).state).toBe(state)
})

test('a sitting that the proctor started early is open early', () => {
  expect(standingOf(centre({ sitting: sitting({ startedAt: at(-5) }) }), at(-4)).state).toBe('open')
})

test('while the room is paused the late limit stands still, and the door time moves with it', () => {
  const paused = centre({ sitting: sitting({ startedAt: at(0), pausedAt: at(20) }) })
  expect(standingOf(paused, at(50))).toMatchObject({ state: 'open', closesAt: at(60) })
})

test('after a centre exam was handed in there is nothing left to do', () => {
  expect(standingOf(centre({ attempts: [attempt('handed-in')] }), at(10))).toMatchObject({
    state: 'handed-in',
    triesLeft: 0,
  })
})

test('a closed sitting lets nobody in any more', () => {
  expect(standingOf(centre({ sitting: sitting({ startedAt: at(0), closedAt: at(5) }) }), at(6)).state).toBe(
    'missed',
  )
})

test.for([
  [-1, 'upcoming'],
  [0, 'open'],
  [599, 'open'],
  [600, 'missed'],
] as const)('online, %d minutes from the opening: %s', ([minutes, state]) => {
  expect(standingOf(online(), at(minutes)).state).toBe(state)
})

test('an online exam may be sat again while tries and window last', () => {
  const once = online({ attempts: [attempt('handed-in')] })
  expect(standingOf(once, at(10))).toMatchObject({ state: 'open', triesUsed: 1, triesLeft: 2 })
  expect(standingOf(once, at(601)).state).toBe('handed-in')
  const thrice = online({ attempts: [1, 2, 3].map((tryNo) => attempt('handed-in', tryNo)) })
  expect(standingOf(thrice, at(10)).state).toBe('handed-in')
})

test('an open attempt comes first, a void one is the end', () => {
  expect(
    standingOf(online({ attempts: [attempt('handed-in'), attempt('paused', 2)] }), at(10)),
  ).toMatchObject({ state: 'answering', attemptId: 'attempt 2' })
  expect(standingOf(online({ attempts: [attempt('void')] }), at(10)).state).toBe('closed')
})

test('what is not published is not open', () => {
  expect(
    standingOf(
      online({ exam: exam({ kind: 'online', opensAt: at(0), closesAt: at(9), publishedAt: null }) }),
      at(1),
    ).state,
  ).toBe('upcoming')
})
