import type { MultipleScoring } from './grading.ts'
import { marksOf, wholeNumber } from './blueprint-draft.ts'

/** What the form of an exam says, right or not. Days `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM` on clocks in China. */
export type ExamDraft = {
  kind: 'online' | 'centre'
  titleZh: string
  titleEn: string
  minutes: string
  passPoints: string
  tries: string
  opensAt: string
  closesAt: string
  lawDate: string
  multipleScoring: MultipleScoring
  release: 'at-once' | 'after-close'
}

export type ExamFault =
  | 'title-length'
  | 'whole-number'
  | 'points'
  | 'above-full'
  | 'tries'
  | 'moment'
  | 'before-opening'
  | 'too-short'
  | 'too-long'
  | 'over'
  | 'day'
  | 'needs-close'

/** What is wrong, at most one fault per field. Empty: nothing was found. */
export type ExamFaults = Partial<Record<keyof ExamDraft, ExamFault>>

/** An exam without its campaign, its blueprint and its seed. */
export type JudgedExam = {
  kind: 'online' | 'centre'
  titleZh: string
  titleEn: string
  durationMs: number
  passMarks: number
  maxTries: number
  opensAt: Date | null
  closesAt: Date | null
  lawDate: string
  multipleScoring: MultipleScoring
  release: 'at-once' | 'after-close'
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** China has had one time zone and no summer time since 1991. */
const shanghaiMs = 8 * 60 * MINUTE
const longestWindow = 366 * DAY
const mostTries = 10

/**
 * The exam that a form means, or what is wrong with it.
 *
 * At a centre there is one try and no window (the sittings tell when it is), and scores are shown at once.
 *
 * @param fullMarks Of the paper, hundredths.
 * @returns `judged` null: there are faults, at least one.
 */
export function judgeExam(
  draft: ExamDraft,
  { fullMarks, now }: { fullMarks: number; now: Date },
): { faults: ExamFaults; judged: JudgedExam | null } {
  const numbers = readNumbers(draft)
  const faults = keepFaults([
    ...titleFaults(draft),
    ...numberFaults(numbers, fullMarks),
    ...windowFaults(draft, numbers, now),
    ['lawDate', isDay(draft.lawDate) ? null : 'day'],
    ['release', draft.kind === 'centre' && draft.release === 'after-close' ? 'needs-close' : null],
  ])
  if (Object.keys(faults).length > 0) return { faults, judged: null }
  const { kind, titleZh, titleEn, lawDate, multipleScoring, release } = draft
  const { minutes, passMarks, tries, opensAt, closesAt } = numbers
  const rules = { durationMs: minutes * MINUTE, passMarks, maxTries: tries, opensAt, closesAt }
  const words = { titleZh, titleEn: titleEn || titleZh }
  return { faults, judged: { kind, ...words, ...rules, lawDate, multipleScoring, release } }
}

type Numbers = {
  minutes: number
  passMarks: number
  tries: number
  opensAt: Date | null
  closesAt: Date | null
}

/** What is no number counts as 0, which none of them may be. */
function readNumbers({ kind, minutes, passPoints, tries, opensAt, closesAt }: ExamDraft): Numbers {
  const isOnline = kind === 'online'
  return {
    minutes: wholeNumber(minutes) ?? 0,
    passMarks: marksOf(passPoints) ?? 0,
    tries: isOnline ? (wholeNumber(tries) ?? 0) : 1,
    opensAt: isOnline ? momentOf(opensAt) : null,
    closesAt: isOnline ? momentOf(closesAt) : null,
  }
}

type Fault = [keyof ExamDraft, ExamFault | null]

const keepFaults = (found: readonly Fault[]): ExamFaults =>
  Object.fromEntries(found.filter(([, fault]) => fault !== null))

const titleFaults = ({ titleZh, titleEn }: ExamDraft): Fault[] => [
  ['titleZh', isWithin(titleZh.length, 2, 60) ? null : 'title-length'],
  ['titleEn', titleEn === '' || isWithin(titleEn.length, 2, 120) ? null : 'title-length'],
]

const numberFaults = ({ minutes, passMarks, tries }: Numbers, fullMarks: number): Fault[] => [
  ['minutes', isWithin(minutes, 5, 480) ? null : 'whole-number'],
  ['passPoints', passMarks === 0 ? 'points' : passMarks > fullMarks ? 'above-full' : null],
  ['tries', isWithin(tries, 1, mostTries) ? null : 'tries'],
]

function windowFaults({ kind }: ExamDraft, { minutes, opensAt, closesAt }: Numbers, now: Date): Fault[] {
  if (kind === 'centre') return []
  if (!opensAt || !closesAt)
    return [
      ['opensAt', opensAt ? null : 'moment'],
      ['closesAt', closesAt ? null : 'moment'],
    ]
  return [['closesAt', closingFault(closesAt, { opensAt, durationMs: minutes * MINUTE, now })]]
}

function closingFault(
  closesAt: Date,
  { opensAt, durationMs, now }: { opensAt: Date; durationMs: number; now: Date },
): ExamFault | null {
  const openMs = closesAt.getTime() - opensAt.getTime()
  if (openMs <= 0) return 'before-opening'
  if (openMs < durationMs) return 'too-short'
  if (openMs > longestWindow) return 'too-long'
  return closesAt <= now ? 'over' : null
}

/** A moment of a form (`2026-12-01T08:00`, a clock in China) as an instant. Null: it is none. */
export function momentOf(text: string): Date | null {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?$/.exec(text) ?? []
  const at = new Date(`${day}T${time}:00+08:00`)
  return isDay(day) && !Number.isNaN(at.getTime()) ? at : null
}

/** An instant as a form's moment. */
export const momentText = (at: Date): string => new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 16)

/** The day in China that an instant falls on. */
export const dayText = (at: Date): string => momentText(at).slice(0, 10)

/** Whether a text is a day of this century that the calendar has. */
function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most
