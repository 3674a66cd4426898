import { cleanText } from './clean-text.ts'
import { completeCases } from './complete-cases.ts'
import { contentKey } from './content-key.ts'
import type { FileContent, FileQuestion } from './file-question.ts'
import type { LawRegistry } from './law-registry.ts'
import { readQuestion, type ReadQuestion } from './read-question.ts'
import { type ItemFaultOrRowFault, reject } from './row-fault.ts'

/** What became of a row: the question that it means, or why it was left out. `said` null: it could not be read. */
export type JudgedRow = { row: number; sheet: string | null; said: FileQuestion | null } & (
  { ok: true; value: ReadQuestion } | { ok: false; fault: ItemFaultOrRowFault; detail: string }
)

/**
 * Judges every row of a file by itself and beside the others. A question that stands there twice counts once; rows
 * that contradict one another are all left out, since which is right is not ours to guess.
 *
 * @returns In the file's order.
 */
export function judgeFile(
  content: FileContent,
  registry: LawRegistry,
  onProgress: (done: number) => void = () => {},
): JudgedRow[] {
  const { questions, conflicts } = completeCases(content.questions)
  const read = questions.map((said, index): JudgedRow => {
    if (index % 500 === 0) onProgress(index)
    const place = { row: said.row, sheet: said.sheet ?? null, said }
    return conflicts.has(cleanText(said.caseCode))
      ? { ...place, ...reject('case-conflict', said.caseCode) }
      : { ...place, ...readQuestion(said, registry) }
  })
  const unread = content.rejected.map(({ row, sheet = null, code, reason }): JudgedRow => ({
    ...{ row, sheet, said: null, ok: false, detail: reason },
    fault: code as ItemFaultOrRowFault, // Safe: the readers of the formats reject with these words only.
  }))
  return inOrder([...refuseRepeats(read), ...unread])
}

/** Sheets in the order in which they first come. */
function inOrder(rows: JudgedRow[]): JudgedRow[] {
  const sheets = [...new Set(rows.map(({ sheet }) => sheet))]
  return rows.sort(
    (one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row,
  )
}

function refuseRepeats(rows: readonly JudgedRow[]): JudgedRow[] {
  const byCode = groups(rows, ({ code }) => code)
  const byContent = groups(rows, ({ content }) => contentKey(content))
  return rows.map((row) => {
    if (!row.ok) return row
    const { code, content } = row.value
    const named = code === null ? [row] : (byCode.get(code) ?? [row])
    return (
      refusedByCode(row, named) ?? refusedByContent(row, byContent.get(contentKey(content)) ?? [row]) ?? row
    )
  })
}

function refusedByCode(row: Taken, named: readonly Taken[]): JudgedRow | null {
  const other = named.find((one) => one !== row)
  return other ? { ...row, ...reject('code-twice', String(other.row)) } : null
}

/** The first of several that agree counts; of those that differ in their key, none. */
function refusedByContent(row: Taken, same: readonly Taken[]): JudgedRow | null {
  const other = same.find((one) => one !== row)
  if (!other) return null
  if (same.some((one) => answerOf(one) !== answerOf(row)))
    return { ...row, ...reject('contradicted-in-file', String(other.row)) }
  return same[0] === row ? null : { ...row, ...reject('twice-in-file', String(same[0]?.row)) }
}

type Taken = JudgedRow & { ok: true }

function groups(
  rows: readonly JudgedRow[],
  keyOf: (question: ReadQuestion) => string | null,
): Map<string, Taken[]> {
  const found = new Map<string, Taken[]>()
  for (const row of rows) {
    const key = row.ok ? keyOf(row.value) : null
    if (!row.ok || key === null) continue
    const group = found.get(key)
    if (group) group.push(row)
    else found.set(key, [row])
  }
  return found
}

const answerOf = ({ value }: Taken) => value.content.key.join('')
