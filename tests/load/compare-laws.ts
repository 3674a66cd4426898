/**
 * How exact and how fast laws are compared: `node tests/load/compare-laws.ts [FOLDER]`. FOLDER holds the texts of laws,
 * which are not part of the project; `../shared/laws` unless told.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { articleLabel } from '#question-bank/article.ts'
import { type ArticleChange, compareLaws } from '#question-bank/laws/compare-law.ts'
import { parseLaw } from '#question-bank/laws/law-text.ts'
import { knownChanges, rowOf } from '#tests/fixtures/known-changes.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/laws')

type Article = { label: string; text: string }

for (const { name, files, known } of knownChanges) {
  const [older, newer] = files.map((file) => join(folder, 'versions', file))
  if (!older || !newer || !existsSync(older) || !existsSync(newer)) {
    console.log(`${name}: the texts are not there`)
    continue
  }
  const read = (file: string) => parseLaw(readFileSync(file, 'utf8')).articles
  const changes = timed(name, () => compareLaws(read(older), read(newer)))
  const found = changes.map(({ from, to, kind }) => `${from ?? '—'} → ${to ?? '—'} ${kind}`)
  const missed = known.map(rowOf).filter((row) => !found.includes(row))
  const more = contradictions(changes, known.map(rowOf))
  console.log(`  ${known.length - missed.length} of ${known.length} known found, ${changes.length} rows`)
  for (const row of missed) console.log(`  missed: ${row}`)
  for (const row of more) console.log(`  not known: ${row}`)
}

/** Rows about an article whose fate is known, that are not among what is known. */
function contradictions(changes: readonly ArticleChange[], known: readonly string[]): string[] {
  const judged = new Set(
    known.flatMap((row) =>
      row
        .split(' ')
        .filter((word) => word.startsWith('第'))
        .map((label, index) => `${row.startsWith('—') ? 1 : index} ${label}`),
    ),
  )
  return changes
    .filter(({ from, to }) => judged.has(`0 ${from}`) || judged.has(`1 ${to}`))
    .map(({ from, to, kind }) => `${from ?? '—'} → ${to ?? '—'} ${kind}`)
    .filter((row) => !known.includes(row))
}

const core = join(folder, 'core-laws.json')
if (existsSync(core)) measureCivilCode(core)

/** The longest law against itself with edits. */
function measureCivilCode(file: string): void {
  // Safe: a measurement of one known file.
  const { laws } = JSON.parse(readFileSync(file, 'utf8')) as {
    laws: { short: string; articles: Article[] }[]
  }
  const code = laws.find(({ short }) => short === '民法典')?.articles ?? []
  const renumbered = (edit: (text: string, index: number) => string) =>
    code
      .filter((_, index) => index % 50 !== 7)
      .map(({ text }, index) => ({ label: articleLabel(index + 1), text: edit(text, index) }))
  const third = renumbered((text, index) => (index % 3 === 0 ? text.replace(/，/, '，并且') : text))
  const all = renumbered((text) => `${text.slice(0, -1)}的情形。`)
  timed(`民法典 (${code.length} articles), 26 dropped, a third edited`, () => compareLaws(code, third))
  timed(`民法典 (${code.length} articles), 26 dropped, every article edited`, () => compareLaws(code, all))
}

/** Says how long it took, the median of five runs. */
function timed<Value>(what: string, run: () => Value): Value {
  const durations: number[] = []
  let value = run()
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now()
    value = run()
    durations.push(performance.now() - begun)
  }
  console.log(`${what}: ${Math.round(durations.sort((a, b) => a - b)[2] ?? 0)} ms`)
  return value
}
