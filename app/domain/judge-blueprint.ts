import { Blueprint, type BlueprintCell, mostItems, type Mix } from '#question-bank/blueprint.ts'
import { difficulties } from '#question-bank/question.ts'

import {
  type BlueprintDraft,
  marksOf,
  type PartDraft,
  type RowDraft,
  totalsOf,
  wholeNumber,
} from './blueprint-draft.ts'

export type DraftFault =
  | 'name-length'
  | 'whole-number'
  | 'points'
  | 'above-full'
  | 'mix'
  | 'count'
  | 'questions'
  | 'unknown-law'
  | 'topics'
  | 'too-many-items'
  | 'exposure'

/** What is wrong, by field: `nameZh`, `p0.points`, `p0.r1.count`. Empty: nothing was found. */
export type DraftFaults = Record<string, DraftFault>

export type JudgedBlueprint = {
  nameZh: string
  nameEn: string
  blueprint: Blueprint
  durationMinutes: number
  passMarks: number
}

/** The laws that a row may name, by branch of law (部门法). */
export type KnownLaws = ReadonlyMap<string, readonly string[]>

type Range = readonly [least: number, most: number]

const nameLength: Range = [2, 60]
const minutes: Range = [5, 480]
const mixWeight: Range = [0, 100]
/** How many questions a case has. */
const casesOf = [2, 3, 4] as const
const itemMarks: Range = [1, 10_000]
const mostTopics = 50

/**
 * The blueprint that a form means, or what is wrong with it.
 *
 * @returns `blueprint` null: there are faults, at least one.
 */
export function judgeBlueprint(
  draft: BlueprintDraft,
  known: KnownLaws,
): { faults: DraftFaults; judged: JudgedBlueprint | null } {
  const faults: DraftFaults = {}
  const note: Note = (field, fault) => {
    if (fault) faults[field] = fault
  }
  const head = judgeHead(draft, note)
  const parts = draft.parts.map((part, index) => judgePart(part, { at: `p${index}`, known, note }))
  if (totalsOf(draft).items > mostItems) note('total', 'too-many-items')
  if (Object.keys(faults).length > 0) return { faults, judged: null }

  const { audience } = draft
  const { durationMinutes, passMarks, exposure } = head
  const blueprint = Blueprint.safeParse({
    parts,
    ...(audience === '' ? {} : { audience }),
    ...(exposure ? { exposure } : {}),
  })
  // The bank's own schema has the last word: nothing is kept that assembly could not read.
  if (!blueprint.success) return { faults: { total: 'too-many-items' }, judged: null }
  const { nameZh, nameEn } = draft
  return {
    faults,
    judged: { nameZh, nameEn: nameEn || nameZh, blueprint: blueprint.data, durationMinutes, passMarks },
  }
}

type Note = (field: string, fault: DraftFault | null) => void

function judgeHead(draft: BlueprintDraft, note: Note) {
  const { nameZh, nameEn, minutes: time, passPoints, exposureDays, exposurePapers } = draft
  note('nameZh', isWithin(nameZh.length, nameLength) ? null : 'name-length')
  note('nameEn', nameEn === '' || isWithin(nameEn.length, [2, 120]) ? null : 'name-length')
  const durationMinutes = wholeNumber(time)
  note('minutes', isWithin(durationMinutes, minutes) ? null : 'whole-number')
  const passMarks = marksOf(passPoints)
  const full = totalsOf(draft).marks
  note(
    'passPoints',
    passMarks === null || passMarks === 0 ? 'points' : passMarks > full ? 'above-full' : null,
  )
  const exposure = judgeExposure([exposureDays, exposurePapers], note)
  return { durationMinutes: durationMinutes ?? 0, passMarks: passMarks ?? 0, exposure }
}

/** Both numbers or neither. */
function judgeExposure([days, papers]: readonly [string, string], note: Note) {
  if (days === '' && papers === '') return null
  const exposure = { days: wholeNumber(days), papers: wholeNumber(papers) }
  note('exposure', isWithin(exposure.days, [1, 3660]) && exposure.papers !== null ? null : 'exposure')
  return exposure
}

type Place = { at: string; known: KnownLaws; note: Note }

function judgePart({ kind, points, mix, rows }: PartDraft, place: Place) {
  const { at, note } = place
  const marks = marksOf(points)
  note(`${at}.points`, isWithin(marks, itemMarks) ? null : 'points')
  const weights = judgeMix(mix)
  note(`${at}.mix`, weights === 'faulty' ? 'mix' : null)
  return {
    ...{ kind, marks },
    ...(weights && weights !== 'faulty' ? { mix: weights } : {}),
    cells: rows.map((row, index) => judgeRow(row, kind === 'case', { ...place, at: `${at}.r${index}` })),
  }
}

/** Null: the form leaves the mix to the product. An empty weight beside others is none of these. */
function judgeMix(texts: PartDraft['mix']): Mix | null | 'faulty' {
  if (difficulties.every((difficulty) => texts[difficulty] === '')) return null
  const weight = (text: string) => (text === '' ? 0 : (wholeNumber(text) ?? -1))
  const mix = { easy: weight(texts.easy), medium: weight(texts.medium), hard: weight(texts.hard) }
  const all = Object.values(mix)
  return all.every((one) => isWithin(one, mixWeight)) && all.some((one) => one > 0) ? mix : 'faulty'
}

function judgeRow(row: RowDraft, isCase: boolean, { at, known, note }: Place): Partial<BlueprintCell> {
  const count = wholeNumber(row.count) ?? 0
  const questions = casesOf.find((size) => String(size) === row.questions.normalize('NFKC'))
  const topics = topicsOf(row.topics)
  note(`${at}.count`, isWithin(count, [1, mostItems]) ? null : 'count')
  note(`${at}.questions`, !isCase || questions ? null : 'questions')
  note(`${at}.laws`, areKnown(row, known) ? null : 'unknown-law')
  note(`${at}.topics`, areShort(topics) ? null : 'topics')
  return {
    count,
    ...(isCase && questions ? { questions } : {}),
    ...(row.stock === '' ? {} : { stock: row.stock }),
    ...someOf({ ...sourcesOf(row, known), topics, difficulties: row.difficulties }),
  }
}

function areKnown({ laws, fields }: RowDraft, known: KnownLaws): boolean {
  const ids = new Set([...known.values()].flat())
  return laws.every((id) => ids.has(id)) && fields.every((field) => field !== '' && known.has(field))
}

/**
 * Who ticks a branch and a law of another one means either: a cell that names both would ask for laws of the branch
 * only, so the branch becomes the laws it holds.
 */
function sourcesOf({ laws, fields }: RowDraft, known: KnownLaws) {
  if (laws.length === 0 || fields.length === 0) return { laws, fields }
  return { laws: [...new Set([...fields.flatMap((field) => known.get(field) ?? []), ...laws])], fields: [] }
}

/** An empty list narrows nothing: it is left out. */
function someOf(lists: Record<string, readonly string[]>) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
}

const topicsOf = (text: string) => [
  ...new Set(
    text
      .split(/[、,，;；\n]/)
      .map((topic) => topic.trim())
      .filter((topic) => topic !== ''),
  ),
]

const areShort = (topics: readonly string[]) =>
  topics.length <= mostTopics && topics.every(({ length }) => length <= 30)

const isWithin = (value: number | null, [least, most]: Range) =>
  value !== null && value >= least && value <= most
