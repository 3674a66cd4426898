import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { inventedChanges, inventedTexts } from '#tests/fixtures/invented-law.ts'

const program = new URL('../cli.ts', import.meta.url).pathname

/** The command line, as `npm run -s bank -- …` runs it. */
const bank = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

const folderTest = test.extend(
  'files', // eslint-disable-next-line no-empty-pattern -- vitest wants the fixtures named, and there are none
  async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'laws-'))
    onCleanup(() => rmSync(folder, { recursive: true }))
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    return {
      older: write('旧 版.md', inventedTexts.older),
      newer: write('新版.txt', inventedTexts.newer),
      none: write('none.md', '没有条文'),
      missing: join(folder, 'missing.md'),
    }
  },
)

folderTest('--json prints the rows alone', async ({ files }) => {
  const { code, out, err } = await bank('compare-law', files.older, files.newer, '--json')
  expect([code, err]).toEqual([0, ''])
  const rows = JSON.parse(out) as { from: unknown; to: unknown; kind: unknown; similarity: number }[] // Safe: checked below.
  expect(rows.map(({ from, to, kind }) => [from, to, kind])).toEqual(inventedChanges)
  expect(rows.every((row) => Object.keys(row).join() === 'from,to,kind,similarity')).toBe(true)
  expect(rows.every(({ similarity }) => similarity >= 0 && similarity <= 1)).toBe(true)
})

folderTest('without it, a table with the counts of each kind', async ({ files }) => {
  const { code, out } = await bank('compare-law', files.older, files.newer)
  expect(code).toBe(0)
  expect(out).toContain('第二条  第三条  renumbered  1.00')
  expect(out.trim().split('\n').at(-1)).toContain('2 split')
})

folderTest(
  'a file that cannot be read is named and gives 1, a wrong command line 2; neither prints rows',
  async ({ files }) => {
    for (const [args, status, words] of [
      [[files.older, files.missing, '--json'], 1, 'missing.md cannot be read'],
      [[files.none, files.newer, '--json'], 1, 'has no articles'],
      [[files.older, tmpdir(), '--json'], 1, 'cannot be read'],
      [[files.older, '--json'], 2, 'Usage'],
      [[files.older, files.newer, '--what'], 2, 'Usage'],
      [[], 2, 'Usage'],
    ] as const) {
      const { code, out, err } = await bank('compare-law', ...args)
      expect([code, out]).toEqual([status, ''])
      expect(err).toContain(words)
    }
  },
  30_000,
)
