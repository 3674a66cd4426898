import type { StudyCredits, StudyPerson } from '#db/queries/study.ts'

import type { TableRow } from './read-table.ts'

/** A row as the file says it. */
export type StudyRow = { line: number; employeeNo: string; total: string; compulsory: string }

/** The first three are written or kept; the others are left out and named to the reader. */
export const verdicts = [
  'new',
  'changed',
  'same',
  'unknown-number',
  'outside-region',
  'not-on-roll',
  'not-a-number',
  'compulsory-above-total',
  'duplicate',
] as const
export type Verdict = (typeof verdicts)[number]

export type JudgedRow = StudyRow & { verdict: Verdict }
export type AcceptedRow = { personId: string; credits: StudyCredits; verdict: 'new' | 'changed' | 'same' }

const headers = {
  employeeNo: ['工号', '人员编号', '职工号', 'employee no', 'employee number', 'employee no.'],
  total: ['总学分', '学分', '总积分', 'total credits', 'total'],
  compulsory: ['必修学分', '必修', '必修积分', 'compulsory credits', 'compulsory'],
} satisfies Record<'employeeNo' | 'total' | 'compulsory', string[]>

/**
 * Finds the three columns by their headers, wherever they stand, and what is under them.
 *
 * @returns null when one of them is missing.
 */
export function studyRows(table: readonly TableRow[]): StudyRow[] | null {
  for (const [index, { cells }] of table.slice(0, 5).entries()) {
    const names = cells.map((cell) => cell.toLowerCase().replace(/\s+/g, ' '))
    const column = (of: string[]) => names.findIndex((name) => of.includes(name))
    const at = {
      employeeNo: column(headers.employeeNo),
      total: column(headers.total),
      compulsory: column(headers.compulsory),
    }
    if (Object.values(at).some((found) => found === -1)) continue
    const cellAt = (row: TableRow, position: number) => row.cells[position] ?? ''
    return table.slice(index + 1).map((row) => ({
      line: row.line,
      employeeNo: cellAt(row, at.employeeNo),
      total: cellAt(row, at.total),
      compulsory: cellAt(row, at.compulsory),
    }))
  }
  return null
}

/**
 * Judges every row of a file. A person named twice counts in neither row: which one is right is not ours to guess.
 *
 * @param isMine Whether the administrator's region holds a unit with this path.
 */
export function judgeRows(
  rows: readonly StudyRow[],
  people: ReadonlyMap<string, StudyPerson>,
  isMine: (path: readonly string[]) => boolean,
): { judged: JudgedRow[]; accepted: AcceptedRow[] } {
  const times = new Map<string, number>()
  for (const { employeeNo } of rows) times.set(employeeNo, (times.get(employeeNo) ?? 0) + 1)
  const accepted: AcceptedRow[] = []
  const judged = rows.map((row) => {
    const person = people.get(row.employeeNo)
    const credits = creditsOf(row)
    const fault = faultOf({ person, credits, isTwice: (times.get(row.employeeNo) ?? 0) > 1, isMine })
    if (fault || !person || typeof credits === 'string') return { ...row, verdict: fault ?? 'unknown-number' }
    const verdict = compare(person.kept, credits)
    accepted.push({ personId: person.personId, credits, verdict })
    return { ...row, verdict }
  })
  return { judged, accepted }
}

type CreditFault = 'not-a-number' | 'compulsory-above-total'

function faultOf(row: {
  person: StudyPerson | undefined
  credits: StudyCredits | CreditFault
  isTwice: boolean
  isMine: (path: readonly string[]) => boolean
}): Verdict | null {
  if (!row.person) return 'unknown-number'
  if (!row.isMine(row.person.path)) return 'outside-region'
  if (!row.person.onRoll) return 'not-on-roll'
  if (row.isTwice) return 'duplicate'
  return typeof row.credits === 'string' ? row.credits : null
}

/** Credits are whole numbers from 0 to 9,999; "100.0", as Excel may write it, is one. */
function creditsOf({ total, compulsory }: StudyRow): StudyCredits | CreditFault {
  const [totalCredits, compulsoryCredits] = [total, compulsory].map((text) =>
    /^\d{1,4}(\.0+)?$/.test(text) ? Number(text) : null,
  )
  if (typeof totalCredits !== 'number' || typeof compulsoryCredits !== 'number') return 'not-a-number'
  return compulsoryCredits > totalCredits ? 'compulsory-above-total' : { totalCredits, compulsoryCredits }
}

function compare(kept: StudyCredits | null, credits: StudyCredits): AcceptedRow['verdict'] {
  if (!kept) return 'new'
  const isSame =
    kept.totalCredits === credits.totalCredits && kept.compulsoryCredits === credits.compulsoryCredits
  return isSame ? 'same' : 'changed'
}
