import { expect, test } from 'vitest'

import { formatTime } from './format-time.ts'

const lateEvening = new Date('2026-09-11T16:30:05Z') // already the next day in Shanghai

test.for([
  { style: 'date', zh: '2026年9月12日', en: '12 Sep 2026' },
  { style: 'day', zh: '2026-09-12', en: '2026-09-12' },
  { style: 'time', zh: '00:30', en: '00:30' },
  { style: 'datetime', zh: '2026年9月12日 00:30', en: '12 Sep 2026, 00:30' },
  { style: 'weekday', zh: '9月12日 周六 00:30', en: 'Sat 12 Sep, 00:30' },
  { style: 'seconds', zh: '2026-09-12 00:30:05', en: '2026-09-12 00:30:05' },
] as const)('$style is the time in Shanghai, in both languages', ({ style, zh, en }) => {
  expect(formatTime(lateEvening, style, 'zh-CN')).toBe(zh)
  expect(formatTime(lateEvening, style, 'en')).toBe(en)
})
