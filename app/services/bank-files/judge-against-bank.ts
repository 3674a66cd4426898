import type { Db } from '#db/client.ts'
import { type CountingVersion, listCountingVersions, listIdentities } from '#db/queries/bank-files.ts'
import { contentKey } from '#question-bank/formats/content-key.ts'
import type { FileQuestion } from '#question-bank/formats/file-question.ts'
import type { JudgedRow } from '#question-bank/formats/judge-file.ts'
import type { ReadQuestion } from '#question-bank/formats/read-question.ts'
import { reject } from '#question-bank/formats/row-fault.ts'
import type { Question } from '#question-bank/question.ts'

import { type ChangedPart, compareRow } from './compare-row.ts'
import { type CaseMember, judgeCases } from './judge-cases.ts'

type Place = { row: number; sheet: string | null; said: FileQuestion | null }
type Content = Omit<Question, 'code'>

export type NewRow = Place & { verdict: 'new'; code: string | null; content: Content }
export type KnownRow<Verdict = 'changed' | 'unchanged'> = Place & {
  verdict: Verdict
  code: string
  content: Content
  changed: ChangedPart[]
  newest: CountingVersion
}
export type RejectedRow = Place & { verdict: 'rejected'; fault: string; detail: string }

/** A row of a file beside the bank. */
export type ComparedRow = NewRow | KnownRow<'changed'> | KnownRow<'unchanged'> | RejectedRow

/**
 * Says of every row what an import would do. A code names the question; without one, the same kind, case, stem and
 * options do.
 */
export async function judgeAgainstBank(tx: Db, rows: readonly JudgedRow[]): Promise<ComparedRow[]> {
  const known = await readIdentities(tx)
  const judged: ComparedRow[] = []
  for (let from = 0; from < rows.length; from += batch) {
    const found = rows
      .slice(from, from + batch)
      .map((row) => ({ row, match: row.ok ? findMatch(row.value, known) : null }))
    const ids = found.flatMap(({ match }) => (match?.is === 'known' ? [match.questionId] : []))
    const versions = await readVersions(tx, [...new Set(ids)])
    judged.push(...found.map(({ row, match }) => compared(row, match, versions)))
  }
  return judgeCases(judged, known.cases)
}

/** So many rows are looked at between two questions to the database, when other work gets its turn. */
const batch = 500

type Identities = {
  byCode: ReadonlyMap<string, string>
  /** By content: the question, its code, and whether it is in use or on its way there. */
  byContent: ReadonlyMap<string, { questionId: string; code: string; isAlive: boolean }>
  cases: ReadonlyMap<string, readonly CaseMember[]>
}

async function readIdentities(tx: Db): Promise<Identities> {
  const byCode = new Map<string, string>()
  const byContent = new Map<string, { questionId: string; code: string; isAlive: boolean }>()
  const cases = new Map<string, CaseMember[]>()
  for await (const page of listIdentities(tx, batch)) {
    for (const { questionId, code, state, caseCode, ...content } of page) {
      byCode.set(code, questionId)
      const key = contentKey(content)
      const isAlive = state !== 'retired'
      if (!byContent.has(key) || (isAlive && !byContent.get(key)?.isAlive))
        byContent.set(key, { questionId, code, isAlive })
      if (caseCode !== null && isAlive)
        addMember(cases, caseCode, { questionId, material: content.material ?? '' })
    }
  }
  return { byCode, byContent, cases }
}

/** A question counts once, by its newest version, which comes first. */
function addMember(cases: Map<string, CaseMember[]>, caseCode: string, member: CaseMember): void {
  const known = cases.get(caseCode) ?? []
  if (!known.some(({ questionId }) => questionId === member.questionId))
    cases.set(caseCode, [...known, member])
}

type Match = { is: 'known'; questionId: string; code: string } | { is: 'new' } | { is: 'other'; code: string }

/** `other`: its code names one question, or none, while its content is that of another. */
function findMatch({ code, content }: ReadQuestion, { byCode, byContent }: Identities): Match {
  const same = byContent.get(contentKey(content))
  if (code === null) return same ? { is: 'known', ...same } : { is: 'new' }
  if (same?.isAlive && same.code !== code) return { is: 'other', code: same.code }
  const questionId = byCode.get(code)
  return questionId === undefined ? { is: 'new' } : { is: 'known', questionId, code }
}

async function readVersions(tx: Db, ids: readonly string[]): Promise<Map<string, CountingVersion[]>> {
  const versions = new Map<string, CountingVersion[]>()
  for (const version of await listCountingVersions(tx, ids))
    versions.set(version.questionId, [...(versions.get(version.questionId) ?? []), version])
  return versions
}

function compared(
  row: JudgedRow,
  match: Match | null,
  versions: ReadonlyMap<string, CountingVersion[]>,
): ComparedRow {
  const place = { row: row.row, sheet: row.sheet, said: row.said }
  if (!row.ok) return { ...place, verdict: 'rejected', fault: row.fault, detail: row.detail }
  const { content } = row.value
  if (match?.is === 'other') {
    const { fault, detail } = reject('already-in-bank', match.code)
    return { ...place, verdict: 'rejected', fault, detail }
  }
  const known = match?.is === 'known' ? beside(row.value, match.code, versions.get(match.questionId)) : null
  return known ? { ...place, ...known } : { ...place, verdict: 'new', code: row.value.code, content }
}

type Beside = Omit<KnownRow, keyof Place | 'verdict'>

function beside(
  read: ReadQuestion,
  code: string,
  versions: readonly CountingVersion[] = [],
): (Beside & { verdict: 'changed' }) | (Beside & { verdict: 'unchanged' }) | null {
  const [newest] = versions
  if (!newest) return null
  const question = { code, newest, ...compareRow(read, versions) }
  return question.changed.length === 0
    ? { ...question, verdict: 'unchanged' }
    : { ...question, verdict: 'changed' }
}
