import type { Blueprint, PartKind, Stock } from '#question-bank/blueprint.ts'
import type { Difficulty } from '#question-bank/question.ts'

/** One row of a part's table as the form says it: how many questions, from which stock and which law. */
export type RowDraft = {
  count: string
  /** Of a case part: how many questions each case has. */
  questions: string
  /** Empty: any. */
  stock: '' | Stock
  laws: string[]
  /** Branches of law (部门法). */
  fields: string[]
  /** One after another, divided by 、 or a comma. */
  topics: string
  difficulties: Difficulty[]
}

export type PartDraft = {
  kind: PartKind
  /** Points of one item. */
  points: string
  /** Weights of the difficulties; all empty: as the product mixes. */
  mix: Record<Difficulty, string>
  rows: RowDraft[]
}

/** A blueprint while somebody works on it: what the form says, right or not. */
export type BlueprintDraft = {
  nameZh: string
  nameEn: string
  minutes: string
  passPoints: string
  /** Empty: everybody. */
  audience: '' | NonNullable<Blueprint['audience']>
  exposureDays: string
  exposurePapers: string
  parts: PartDraft[]
}

/** What the form shows at most; papers have far fewer. */
export const mostParts = 12
export const mostRows = 24

export const emptyRow: RowDraft = {
  count: '10',
  questions: '',
  stock: '',
  laws: [],
  fields: [],
  topics: '',
  difficulties: [],
}

const emptyPart: PartDraft = {
  kind: 'single',
  points: '1',
  mix: { easy: '', medium: '', hard: '' },
  rows: [emptyRow],
}

export const emptyDraft: BlueprintDraft = {
  nameZh: '',
  nameEn: '',
  minutes: '60',
  passPoints: '60',
  audience: '',
  exposureDays: '',
  exposurePapers: '',
  parts: [emptyPart],
}

/** What a button of the form changes in its structure: `add-part`, `remove-part 1`, `add-row 0`, `remove-row 0 2`, `raise-part 1`. */
export type DraftEdit = { act: (typeof edits)[number]; part: number; row: number }

const edits = ['add-part', 'remove-part', 'raise-part', 'add-row', 'remove-row'] as const

/** @returns Null: the word names no edit. */
export function readEdit(word: string): DraftEdit | null {
  const [name, part = '0', row = '0'] = word.split(' ')
  const act = edits.find((known) => known === name)
  if (!act || !/^\d{1,2}$/.test(part) || !/^\d{1,2}$/.test(row)) return null
  return { act, part: Number(part), row: Number(row) }
}

/** Adds, removes or moves; what cannot be done (a part too many, the last row) changes nothing. */
export function editDraft(draft: BlueprintDraft, { act, part, row }: DraftEdit): BlueprintDraft {
  const { parts } = draft
  const inPart = (change: (rows: RowDraft[]) => RowDraft[]) => ({
    ...draft,
    parts: parts.map((one, index) => (index === part ? { ...one, rows: change(one.rows) } : one)),
  })
  switch (act) {
    case 'add-part':
      return parts.length < mostParts ? { ...draft, parts: [...parts, emptyPart] } : draft
    case 'remove-part':
      return parts.length > 1 ? { ...draft, parts: parts.filter((_, index) => index !== part) } : draft
    case 'raise-part':
      return { ...draft, parts: raised(parts, part) }
    case 'add-row':
      return inPart((rows) => (rows.length < mostRows ? [...rows, rowLike(rows)] : rows))
    case 'remove-row':
      return inPart((rows) => (rows.length > 1 ? rows.filter((_, index) => index !== row) : rows))
  }
}

/** A new row has as many questions to a case as the one before it. */
const rowLike = (rows: readonly RowDraft[]): RowDraft => ({
  ...emptyRow,
  count: '1',
  questions: rows.at(-1)?.questions ?? '',
})

function raised(parts: readonly PartDraft[], index: number): PartDraft[] {
  const [above, own] = [parts[index - 1], parts[index]]
  if (!above || !own) return [...parts]
  return parts.map((part, at) => (at === index - 1 ? own : at === index ? above : part))
}

/** The draft that a blueprint is worked on as. */
export function draftOf(
  blueprint: Blueprint,
  head: Pick<BlueprintDraft, 'nameZh' | 'nameEn'> & { durationMinutes: number; passMarks: number },
): BlueprintDraft {
  const { audience, exposure, parts } = blueprint
  return {
    nameZh: head.nameZh,
    nameEn: head.nameEn,
    minutes: String(head.durationMinutes),
    passPoints: pointsText(head.passMarks),
    audience: audience ?? '',
    exposureDays: exposure ? String(exposure.days) : '',
    exposurePapers: exposure ? String(exposure.papers) : '',
    parts: parts.map(({ kind, marks, mix, cells }) => ({
      kind,
      points: pointsText(marks),
      mix: {
        easy: mix ? String(mix.easy) : '',
        medium: mix ? String(mix.medium) : '',
        hard: mix ? String(mix.hard) : '',
      },
      rows: cells.map(rowOf),
    })),
  }
}

function rowOf(cell: Blueprint['parts'][number]['cells'][number]): RowDraft {
  const { count, questions, stock = '', laws = [], fields = [], topics = [], difficulties = [] } = cell
  return {
    count: String(count),
    questions: questions ? String(questions) : '',
    ...{ stock, laws, fields, difficulties },
    topics: topics.join('、'),
  }
}

/** Hundredths as points: `150` is `1.5`. */
export const pointsText = (marks: number): string => String(marks / 100)

/** A whole number, also in the full-width signs of a Chinese keyboard. Null: it is none. */
export function wholeNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return /^\d{1,7}$/.test(plain) ? Number(plain) : null
}

/** Points with at most two decimals, as hundredths. Null: they are none. */
export function marksOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  const [, whole = '', part = ''] = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  return whole === '' ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

export type DraftTotals = { parts: { items: number; marks: number }[]; items: number; marks: number }

/** What the numbers in the form come to, as far as they are numbers: shown while somebody types. Marks are hundredths. */
export function totalsOf({ parts }: Pick<BlueprintDraft, 'parts'>): DraftTotals {
  const sizes = parts.map(({ kind, points, rows }) => {
    const items = rows.reduce((sum, { count, questions }) => {
      const each = kind === 'case' ? (wholeNumber(questions) ?? 0) : 1
      return sum + (wholeNumber(count) ?? 0) * each
    }, 0)
    return { items, marks: items * (marksOf(points) ?? 0) }
  })
  return {
    parts: sizes,
    items: sizes.reduce((sum, { items }) => sum + items, 0),
    marks: sizes.reduce((sum, { marks }) => sum + marks, 0),
  }
}
