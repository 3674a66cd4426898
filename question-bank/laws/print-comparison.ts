import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { type ArticleChange, compareLaws } from './compare-law.ts'
import { parseLaw } from './law-text.ts'
import { type LawFileRefusal, readLawFile } from './read-law-file.ts'

export const compareUsage = 'npm run bank -- compare-law OLDFILE NEWFILE [--json]'

const reasons = {
  'empty-file': 'it is empty',
  'too-large': 'it is larger than 2 MB',
  'not-text': 'it is neither a .docx nor a text in UTF-8, UTF-16 or GB 18030',
  'old-word': 'it is a .doc of Word 97–2003: save it as .docx or as text',
  pdf: 'it is a PDF: copy its text into a .txt file',
  'broken-docx': 'it is damaged, or no .docx',
  'docx-too-large': 'it unpacks to more than a law can have',
} satisfies Record<LawFileRefusal, string>

/**
 * `bank compare-law OLDFILE NEWFILE [--json]`: compares two versions of a law. With `--json`, the rows alone on standard
 * output; otherwise a table.
 *
 * @param args What follows `compare-law` on the command line.
 * @returns The exit code: 0; 1 for a file that cannot be read or has no articles; 2 for a wrong command line.
 */
export async function compareFiles(args: readonly string[]): Promise<number> {
  const asked = readArgs(args)
  if (!asked) {
    console.error(`Usage: ${compareUsage}`)
    return 2
  }
  const [older, newer] = [await readLaw(asked.older), await readLaw(asked.newer)]
  if (!older || !newer) return 1
  const changes = compareLaws(older, newer)
  process.stdout.write(
    asked.json ? `${JSON.stringify(changes, null, 1)}\n` : `${table(changes).join('\n')}\n`,
  )
  return 0
}

function readArgs(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [older, newer, ...more] = positionals
    return older !== undefined && newer !== undefined && more.length === 0
      ? { older, newer, json: values.json }
      : null
  } catch {
    // An option there is not.
    return null
  }
}

async function readLaw(name: string) {
  let file: Uint8Array
  try {
    file = readFileSync(name)
  } catch (cause) {
    console.error(`${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`)
    return null
  }
  const read = await readLawFile(file)
  if (!read.ok) {
    console.error(`${name} cannot be read: ${reasons[read.refusal]}.`)
    return null
  }
  const { articles, problems } = parseLaw(read.text)
  if (articles.length === 0) {
    console.error(`${name} has no articles: none of its lines begins as 第一条 does.`)
    return null
  }
  for (const { code, label, note } of problems)
    console.error([`${name}:`, code, label, note].filter((part) => part).join(' '))
  return articles
}

function table(changes: readonly ArticleChange[]): string[] {
  const cell = (label: string | null) => label ?? '—'
  const width = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)
  const widest = Math.max(...changes.flatMap(({ from, to }) => [width(cell(from)), width(cell(to))]))
  const padded = (text: string) => text + ' '.repeat(widest - width(text))
  const counts = new Map<string, number>()
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [
    ...changes.map(
      ({ from, to, kind, similarity }) =>
        `${padded(cell(from))}  ${padded(cell(to))}  ${kind.padEnd(10)}  ${similarity.toFixed(2)}`,
    ),
    [...counts].map(([kind, count]) => `${count} ${kind}`).join(', '),
  ]
}
