import { expect, test } from 'vitest'

import { dayBefore, daysOf, historyOf, isDay } from './law-history.ts'

test.for([
  { what: 'a new law', history: ['2025年9月12日第十四届某会议通过'], clause: '本法自2025年11月1日起施行。', days: ['2025-09-12', '2025-11-01'] },
  { what: 'a law from the day of its promulgation', history: ['2018年3月20日某会议通过'], clause: '本法自公布之日起施行。', days: ['2018-03-20', '2018-03-20'] },
  { what: 'a revision', history: ['1999年4月29日某会议通过', '2023年9月1日某会议修订'], clause: '本法自2024年1月1日起施行。', days: ['2023-09-01', '2024-01-01'] },
  { what: 'an amendment, whose clause is that of the law as it was first made', history: ['2018年3月20日某会议通过', '2024年12月25日某会议《决定》修正'], clause: '本法自公布之日起施行。', days: ['2024-12-25', null] },
  { what: 'a history that says it', history: ['2023年9月1日主席令第九号公布 自2024年1月1日起施行'], clause: '', days: ['2023-09-01', '2024-01-01'] },
  { what: 'a clause that is older than the text', history: ['2023年9月1日某会议修订'], clause: '本法自1999年10月1日起施行。', days: ['2023-09-01', null] },
  { what: 'a day that is none', history: ['2023年2月30日某会议通过'], clause: '', days: [null, null] },
  { what: 'nothing', history: [], clause: '', days: [null, null] },
])('the days of $what', ({ history, clause, days }) => {
  expect(daysOf(history, [clause])).toEqual({ promulgated: days[0], effectiveFrom: days[1] })
}) // prettier-ignore

test('brackets over several lines are one history, taken apart by its acts', () => {
  expect(
    historyOf(['来源：某库', '（1996年3月17日某会议通过', '根据2009年8月27日《关于修改（部分）法律的决定》第一次修正　2021年1月22日某会议修订）'.replace('　', ' ')]),
  ).toEqual({
    history: ['1996年3月17日某会议通过', '根据2009年8月27日《关于修改（部分）法律的决定》第一次修正', '2021年1月22日某会议修订'],
    rest: ['来源：某库'],
  })
}) // prettier-ignore

test('a bracket that never closes loses nothing', () => {
  expect(historyOf(['（1996年某会议', '通过']).rest).toEqual(['（1996年某会议 通过'])
})

test.for([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['0001-01-01', false],
  ['2200-01-01', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00', false],
  ['', false],
] as const)('%s is a day: %s', ([text, is]) => {
  expect(isDay(text)).toBe(is)
})

test.for([
  ['2027-01-01', '2026-12-31'],
  ['2024-03-01', '2024-02-29'],
])('the day before %s is %s', ([day, before]) => {
  expect(dayBefore(day ?? '')).toBe(before)
})
