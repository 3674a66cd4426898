import { ok, refuse, type Result } from '#app/domain/result.ts'
import { findLaw, listArticles, listVersionsOfLaw } from '#db/queries/laws.ts'
import type { ArticleChange, ChangeKind } from '#question-bank/laws/compare-law.ts'
import { markChanges } from '#question-bank/laws/mark-changes.ts'

import { type BankStaff, mayRead } from '../questions/bank-staff.ts'
import { runApart } from './run-apart.ts'

export const changeKinds = ['same', 'renumbered', 'changed', 'split', 'merged', 'new', 'gone'] as const
const rowsPerPage = 20

export type Comparison = { lawId: string; from: string; to: string; kind: ChangeKind | null; page: number }

/**
 * Two versions of a law side by side, the words that differ marked; one page of the rows of a kind. `no-text`: the text of
 * a version is missing; `failed`: the comparison took too long.
 */
export async function compareVersions(staff: BankStaff, wanted: Comparison) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const law = await findLaw(staff.db, wanted.lawId)
  const versions = law ? await listVersionsOfLaw(staff.db, law.id) : []
  const [from, to] = [wanted.from, wanted.to].map((name) => versions.find(({ version }) => version === name))
  if (!law || !from || !to || from === to) return refuse('not-found')
  const compared = await compareTexts(staff, wanted)
  if (!compared.ok) return compared
  const { changes, older, newer } = compared.value
  const rows = wanted.kind ? changes.filter(({ kind }) => kind === wanted.kind) : changes
  const pageCount = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted.page) || 1), pageCount)
  return ok({
    law,
    ...{ from, to, page, pageCount },
    total: rows.length,
    counts: countKinds(changes),
    rows: rows
      .slice((page - 1) * rowsPerPage, page * rowsPerPage)
      .map((row) => ({ ...row, ...markRow(row, { older, newer }) })),
  })
}

export type ComparisonView =
  Awaited<ReturnType<typeof compareVersions>> extends Result<infer View, string> ? View : never

export type ComparedTexts = {
  changes: ArticleChange[]
  /** The texts of the articles by their labels. */
  older: ReadonlyMap<string, string>
  newer: ReadonlyMap<string, string>
}

/** What became of each article between two versions whose texts were imported. */
export async function compareTexts(
  { db }: Pick<BankStaff, 'db'>,
  { lawId, from, to }: Pick<Comparison, 'lawId' | 'from' | 'to'>,
): Promise<Result<ComparedTexts, 'no-text' | 'failed'>> {
  const [older, newer] = [
    await listArticles(db, { lawId, version: from }),
    await listArticles(db, { lawId, version: to }),
  ].map((articles) => articles.map(({ label, text }) => ({ label, text })))
  if (!older?.length || !newer?.length) return refuse('no-text')
  const changes = await runApart({ name: 'compare', older, newer })
  if (!changes) return refuse('failed')
  const byLabel = (articles: typeof older) => new Map(articles.map(({ label, text }) => [label, text]))
  return ok({ changes, older: byLabel(older), newer: byLabel(newer) })
}

/** The texts of a row, with what differs marked where there are two. */
export function markRow(
  { from, to }: Pick<ArticleChange, 'from' | 'to'>,
  { older, newer }: Pick<ComparedTexts, 'older' | 'newer'>,
) {
  const [before, after] = [from && older.get(from), to && newer.get(to)]
  if (before && after) return markChanges(before, after)
  const whole = (text: string | null | undefined) => (text ? [{ text, changed: false }] : [])
  return { older: whole(before), newer: whole(after) }
}

function countKinds(changes: readonly ArticleChange[]): Record<ChangeKind, number> {
  const counts = { same: 0, renumbered: 0, changed: 0, split: 0, merged: 0, new: 0, gone: 0 }
  for (const { kind } of changes) counts[kind] += 1
  return counts
}
