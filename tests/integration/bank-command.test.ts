import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'

import { questionVersions } from '#db/schema/bank.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { addBankStaff } from '#tests/fixtures/bank-world.ts'
import { test, type TestDatabase } from '#tests/fixtures/database.ts'

type Ended = { code: number | null; out: string; err: string }

/** `npm run -s bank -- …` in a process of its own. */
function bank(args: string[], environment: Record<string, string>): Promise<Ended> {
  const child = spawn('npm', ['run', '-s', 'bank', '--', ...args], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, ...environment },
  })
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
}

const on = ({ appUrl, ownerUrl }: TestDatabase) => ({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl })
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'bank-command-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const paper = `一、判断题
1．一百元以下的罚款，可以当场收缴。（√）
解析：依法给予一百元以下罚款的，可以当场收缴。
依据：行政处罚法第68条
2．罚款可以当场收缴。
解析：只有法律规定的情形才可以当场收缴。
依据：行政处罚法第68条
`

test(
  'import prints its report alone, again and again; export writes what import reads',
  { timeout: 180_000 },
  async ({ ownDatabase }) => {
    const [environment, place] = [on(ownDatabase), folder()]
    const [text, out] = [join(place, '试题.txt'), join(place, 'bank.zip')]
    writeFileSync(text, paper)
    const rejected = [{ row: 5, code: 'no-key', reason: '答案为空。 · The key is empty.' }]

    const dry = await bank(['import', text, '--dry-run', '--json'], environment)
    expect([JSON.parse(dry.out), dry.code]).toEqual([{ accepted: 1, unchanged: 0, rejected }, 1])
    const first = await bank(['import', text, '--json'], environment)
    expect([JSON.parse(first.out), first.code]).toEqual([{ accepted: 1, unchanged: 0, rejected }, 1])
    const again = await bank(['import', text, '--json'], environment)
    expect([JSON.parse(again.out), again.code]).toEqual([{ accepted: 0, unchanged: 1, rejected }, 1])

    const exported = await bank(['export', '--format', 'qti3', '--out', out], environment)
    expect([exported.code, readFileSync(out).subarray(0, 2).toString()]).toEqual([0, 'PK'])
    const count = (JSON.parse(exported.out) as { exported: number }).exported
    const back = await bank(['import', out, '--json'], environment)
    expect([JSON.parse(back.out), back.code]).toEqual([{ accepted: 0, unchanged: count, rejected: [] }, 0])
  },
)

test('a file that cannot be read has one entry, for row 0', { timeout: 120_000 }, async ({ ownDatabase }) => {
  const place = folder()
  writeFileSync(join(place, 'a.xlsx'), 'PK')
  const broken = await bank(['import', join(place, 'a.xlsx'), '--json'], on(ownDatabase))
  expect(JSON.parse(broken.out)).toMatchObject({
    accepted: 0,
    unchanged: 0,
    rejected: [{ row: 0, code: 'unsupported' }],
  })
  const missing = await bank(['import', join(place, 'none.xlsx'), '--json'], on(ownDatabase))
  expect(JSON.parse(missing.out)).toMatchObject({ rejected: [{ row: 0, code: 'no-file' }] })
  expect([broken.code, missing.code]).toEqual([1, 1])
})

test(
  'an author of that login is the author; anybody else is refused',
  { timeout: 120_000 },
  async ({ ownDatabase }) => {
    const text = join(folder(), 'a.txt')
    writeFileSync(text, paper.slice(0, paper.indexOf('2．')))
    const { db } = ownDatabase
    const [author, reviewer] = [await addBankStaff(db, 'author'), await addBankStaff(db, 'reviewer')]
    const refused = await bank(['import', text, '--json', '--author', reviewer.login], on(ownDatabase))
    expect([refused.code, refused.out]).toEqual([2, ''])
    expect(refused.err).toContain('no active account')
    const taken = await bank(['import', text, '--json', '--author', author.login], on(ownDatabase))
    expect([taken.code, JSON.parse(taken.out)]).toEqual([0, { accepted: 1, unchanged: 0, rejected: [] }])
    const versions = await db.select().from(questionVersions)
    expect(versions.filter(({ origin }) => origin === 'imported')).toMatchObject([
      { authorId: author.accountId },
    ])
  },
)

test('beside a running platform the command joins its database', { timeout: 180_000 }, async () => {
  const dataDir = folder()
  const served = await startEmbedded({ dataDir, settings: { fsync: 'off', shared_buffers: '16MB' } })
  onTestFinished(() => served.stop())
  await migrateDatabase(served.ownerUrl)
  const text = join(dataDir, 'a.txt')
  writeFileSync(text, paper.slice(0, paper.indexOf('2．')))
  const report = await bank(['import', text, '--json'], { DATA_DIR: dataDir })
  expect([report.code, JSON.parse(report.out)]).toEqual([0, { accepted: 1, unchanged: 0, rejected: [] }])
})

test('a wrong command says how it is used, and nothing on standard output', { timeout: 60_000 }, async () => {
  for (const args of [
    ['import'],
    ['import', 'a', 'b'],
    ['import', 'a', '--format', 'doc'],
    ['export', '--out', 'a'],
    ['nothing'],
  ]) {
    const { code, out, err } = await bank(args, {})
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('npm run bank -- import FILE')
  }
})
