import { expect, test } from 'vitest'

import { dayText, type ExamDraft, type ExamFault, judgeExam, momentOf, momentText } from './exam-draft.ts'

const now = new Date('2026-11-24T02:00:00Z')
const good: ExamDraft = {
  ...{ kind: 'online', titleZh: '年度考试', titleEn: '', minutes: '60', passPoints: '60', tries: '3' },
  ...{ opensAt: '2026-12-01T08:00', closesAt: '2026-12-20T18:00', lawDate: '2026-12-01' },
  ...{ multipleScoring: 'half-for-subset', release: 'after-close' },
}
const judge = (change: Partial<ExamDraft>) => judgeExam({ ...good, ...change }, { fullMarks: 10_000, now })

test('a form without faults is an exam, its moments read by clocks in China', () => {
  expect(judge({})).toEqual({
    faults: {},
    judged: {
      ...{ kind: 'online', titleZh: '年度考试', titleEn: '年度考试', lawDate: '2026-12-01' },
      ...{ durationMs: 3_600_000, passMarks: 6000, maxTries: 3 },
      ...{ opensAt: new Date('2026-12-01T00:00:00Z'), closesAt: new Date('2026-12-20T10:00:00Z') },
      ...{ multipleScoring: 'half-for-subset', release: 'after-close' },
    },
  })
})

test('at a centre there is one try, no window, and nothing to wait for with the scores', () => {
  const centre = { kind: 'centre', release: 'at-once', opensAt: 'x', closesAt: '', tries: '7' } as const
  expect(judge(centre).judged).toMatchObject({ maxTries: 1, opensAt: null, closesAt: null })
  expect(judge({ ...centre, release: 'after-close' }).faults).toEqual({ release: 'needs-close' })
})

test.for<[Partial<ExamDraft>, keyof ExamDraft, ExamFault]>([
  [{ titleZh: '考' }, 'titleZh', 'title-length'],
  [{ titleZh: '考'.repeat(61) }, 'titleZh', 'title-length'],
  [{ titleEn: 'x' }, 'titleEn', 'title-length'],
  [{ minutes: '4' }, 'minutes', 'whole-number'],
  [{ minutes: '481' }, 'minutes', 'whole-number'],
  [{ passPoints: '0' }, 'passPoints', 'points'],
  [{ passPoints: '100.01' }, 'passPoints', 'above-full'],
  [{ tries: '0' }, 'tries', 'tries'],
  [{ tries: '11' }, 'tries', 'tries'],
  [{ opensAt: '2026-12-01' }, 'opensAt', 'moment'],
  [{ opensAt: '2026-02-30T08:00' }, 'opensAt', 'moment'],
  [{ closesAt: '2026-12-01T24:01' }, 'closesAt', 'moment'],
  [{ closesAt: '2026-12-01T08:00' }, 'closesAt', 'before-opening'],
  [{ closesAt: '2026-12-01T08:59' }, 'closesAt', 'too-short'],
  [{ closesAt: '2027-12-03T08:01' }, 'closesAt', 'too-long'],
  [{ opensAt: '2026-11-01T08:00', closesAt: '2026-11-24T10:00' }, 'closesAt', 'over'],
  [{ lawDate: '2026-02-30' }, 'lawDate', 'day'],
  [{ lawDate: '1949-10-01' }, 'lawDate', 'day'],
])('%o: %s has the fault %s', ([change, field, fault]) => {
  expect(judge(change)).toEqual({ faults: { [field]: fault }, judged: null })
})

test('the bounds themselves are allowed', () => {
  for (const change of [
    { minutes: '5' },
    { minutes: '480' },
    { passPoints: '100' },
    { tries: '10' },
    { closesAt: '2026-12-01T09:00' },
    { closesAt: '2027-12-02T08:00' },
  ]) {
    expect(judge(change).faults, JSON.stringify(change)).toEqual({})
  }
})

test('a moment and its text are each other’s', () => {
  const at = new Date('2026-12-31T17:30:00Z')
  expect(momentText(at)).toBe('2027-01-01T01:30')
  expect(dayText(at)).toBe('2027-01-01')
  expect(momentOf('2027-01-01T01:30')).toEqual(at)
})
