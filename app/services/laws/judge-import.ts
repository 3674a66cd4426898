import { isDay } from '#question-bank/laws/law-history.ts'

/** What an author says about a text: which law, which version. Days are `YYYY-MM-DD`; the empty text is none. */
export type LawImport = {
  text: string
  /** A law of the registry; empty for a new one, which the next three describe. */
  lawId: string
  newId: string
  short: string
  title: string
  field: string
  promulgated: string
  effectiveFrom: string
  /** Empty: no end is known. */
  effectiveTo: string
  source: string
  /** When the text was compared with the official database. */
  verifiedOn: string
  /** The author has looked at what was found wrong with the numbering. */
  problemsSeen: boolean
}

export type ImportField =
  | 'newId'
  | 'short'
  | 'title'
  | 'field'
  | 'promulgated'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'source'
  | 'verifiedOn'
  | 'problemsSeen'
export type ImportFault = 'length' | 'not-an-id' | 'not-a-day' | 'too-early' | 'in-the-future' | 'not-seen'
export type ImportFaults = Partial<Record<ImportField, ImportFault>>

/** Every rule about the fields that needs no database: at most one fault per field. */
export function judgeImport(
  said: LawImport,
  { today, hasProblems }: { today: string; hasProblems: boolean },
): ImportFaults {
  const faults: [ImportField, ImportFault | null][] = [
    ...(said.lawId === '' ? newLawFaults(said) : []),
    ['promulgated', dayFault(said.promulgated, '')],
    ['effectiveFrom', dayFault(said.effectiveFrom, said.promulgated)],
    ['effectiveTo', said.effectiveTo === '' ? null : dayFault(said.effectiveTo, said.effectiveFrom)],
    ['source', within(said.source, 2, 200)],
    ['verifiedOn', verifiedFault(said, today)],
    ['problemsSeen', hasProblems && !said.problemsSeen ? 'not-seen' : null],
  ]
  return Object.fromEntries(faults.filter(([, fault]) => fault !== null))
}

function newLawFaults({ newId, short, title, field }: LawImport): [ImportField, ImportFault | null][] {
  return [
    ['newId', /^[a-z]+(-[a-z]+)*$/.test(newId) && newId.length <= 60 ? null : 'not-an-id'],
    ['short', within(short, 2, 60)],
    ['title', within(title, 2, 100)],
    ['field', within(field, 2, 30)],
  ]
}

function dayFault(day: string, earliest: string): ImportFault | null {
  if (!isDay(day)) return 'not-a-day'
  return day < earliest ? 'too-early' : null
}

/** A text cannot have been compared before there was one, nor tomorrow. */
function verifiedFault({ verifiedOn, promulgated }: LawImport, today: string): ImportFault | null {
  return dayFault(verifiedOn, promulgated) ?? (verifiedOn > today ? 'in-the-future' : null)
}

const within = (text: string, least: number, most: number): ImportFault | null =>
  text.length >= least && text.length <= most ? null : 'length'
