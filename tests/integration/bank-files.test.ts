import { and, eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'

import { exportQuestions } from '#app/services/bank-files/export-questions.ts'
import { checkFile, importFile } from '#app/services/bank-files/import-file.ts'
import type { Importer } from '#app/services/bank-files/write-rows.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { approveQuestion } from '#app/services/questions/review-question.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questionReviews, questions, questionVersions } from '#db/schema/bank.ts'
import { laws, lawVersions } from '#db/schema/laws.ts'
import { enemyPairs } from '#db/schema/question-relations.ts'
import { exportFormats } from '#question-bank/formats/write-file.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { addBankStaff } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'
import { workbookOf } from '#tests/fixtures/hostile-workbook.ts'

const program = (db: Db): Importer => ({ db, account: null })
const bytes = (text: string) => new TextEncoder().encode(text)
const head = '编号,题型,题干,选项A,选项B,选项C,答案,解析,法律依据,难度,案例编号,案例材料'
const csv = (...rows: string[]) => ({ file: bytes([head, ...rows].join('\n')), name: '试题.csv' })
const row = (stem: string, { code = '', key = 'B', level = '' } = {}) =>
  `${code},单选题,${stem},五十元,一百元,二百元,${key},依法给予一百元以下罚款的可以当场收缴。,行政处罚法第六十八条,${level},,`

/** The outcome of an import or a check, without its rows. */
async function outcome(work: ReturnType<typeof importFile>) {
  const done = await work
  if (!done.ok) throw new Error(`${done.refusal} ${done.detail}`)
  const rejected = done.value.rows.flatMap((one) =>
    one.verdict === 'rejected' ? [[one.row, one.fault, one.detail]] : [],
  )
  return { ...done.value.counts, rejected }
}

/** Everything of the bank that an import may touch. */
async function bankOf(db: Db) {
  const [counted] = await db
    .select({
      versions: sql<number>`count(*)::int`,
      digest: sql<string>`md5(string_agg(question_versions::text, '' order by id))`,
    })
    .from(questionVersions)
  return { ...counted, questions: await db.$count(questions), reviews: await db.$count(questionReviews) }
}

const versionsOf = async (db: Db, code: string) =>
  (
    await db
      .select({ version: questionVersions })
      .from(questionVersions)
      .innerJoin(questions, eq(questions.id, questionVersions.questionId))
      .where(eq(questions.code, code))
      .orderBy(questionVersions.version)
  ).map(({ version }) => version)

async function installRegistry(db: Db): Promise<void> {
  for (const { versions, ...law } of loadBasicBank().laws) {
    await db.insert(laws).values(law)
    await db.insert(lawVersions).values(versions.map((version) => ({ lawId: law.id, ...version })))
  }
}

test('a dry run says what an import would do and writes nothing but its audit row', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const before = await bankOf(db)
  const file = csv(
    row('哪一数额以下的罚款可以当场收缴？'),
    row('短'),
    row('罚款在多少以下可以当场收缴？', { key: 'E' }),
  )
  expect(await outcome(checkFile(program(db), file))).toEqual({
    ...{ new: 1, changed: 0, unchanged: 0 },
    rejected: [
      [3, 'stem-length', ''],
      [4, 'key-beyond', 'E'],
    ],
  })
  expect(await bankOf(db)).toEqual(before)
  const audits = await db.select().from(auditLog).where(eq(auditLog.action, 'bank.import-checked'))
  expect(audits).toMatchObject([{ actor: 'system', detail: { name: '试题.csv', new: 1, rejected: 2 } }])
})

test('imported questions wait for another person; the same file again changes nothing', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author', 'reviewer')
  const by = { db, account: { id: author.accountId, name: author.name } }
  const file = csv(
    row('哪一数额以下的罚款可以当场收缴？'),
    row('多少元以下的罚款可以当场收缴？', { code: 'bj-01' }),
  )
  expect(await outcome(importFile(by, file))).toMatchObject({ new: 2, rejected: [] })
  const [first] = await versionsOf(db, 'dr-0001')
  expect(first).toMatchObject({
    state: 'in-review',
    origin: 'imported',
    authorId: author.accountId,
    version: 1,
    article: '第六十八条',
  })
  const reviews = await db
    .select()
    .from(questionReviews)
    .where(eq(questionReviews.questionVersionId, first?.id ?? ''))
  expect(reviews).toMatchObject([{ step: 'submitted', accountId: author.accountId }])

  const before = await bankOf(db)
  expect(await outcome(importFile(by, file))).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  expect(await bankOf(db)).toEqual(before)

  const key = { questionId: first?.questionId ?? '', version: 1 }
  expect(await approveQuestion(author, key, '')).toMatchObject({ ok: false, refusal: 'own' })
  expect(await approveQuestion(await addBankStaff(db, 'reviewer'), key, '')).toMatchObject({ ok: true })
  expect(await outcome(importFile(by, file))).toMatchObject({ unchanged: 2 })
})

test('what the command line imports has no author: any reviewer may approve it', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  await outcome(importFile(program(db), csv(row('哪一数额以下的罚款可以当场收缴？'))))
  const [version] = await versionsOf(db, 'dr-0001')
  expect(version).toMatchObject({ authorId: null, origin: 'imported', state: 'in-review' })
  const reviewer = await addBankStaff(db, 'reviewer', 'author')
  const approved = await approveQuestion(reviewer, { questionId: version?.questionId ?? '', version: 1 }, '')
  expect(approved).toMatchObject({ ok: true })
})

test('a known code with other content is a new version; what the file leaves out stays', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const stem = '哪一数额以下的罚款可以当场收缴？'
  await outcome(importFile(program(db), csv(row(stem, { code: 'bj-01', level: '难' }))))
  expect(await outcome(importFile(program(db), csv(row(stem, { code: 'bj-01' }))))).toMatchObject({
    unchanged: 1,
  })
  expect(await outcome(importFile(program(db), csv(row(stem, { code: 'bj-01', key: 'A' }))))).toMatchObject({
    changed: 1,
  })
  expect(await versionsOf(db, 'bj-01')).toMatchObject([
    { version: 1, state: 'retired', key: ['B'], difficulty: 'hard' },
    { version: 2, state: 'in-review', key: ['A'], difficulty: 'hard' },
  ])
})

test('an approved version stays in use until the imported one is approved', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const [shipped] = await versionsOf(db, 'xzcf-001')
  const file = csv(
    `xzcf-001,单选题,${shipped?.stem},${shipped?.options
      .slice(0, 3)
      .map((one) => one.text)
      .join()},C,不满十四周岁的未成年人不予行政处罚。,行政处罚法第三十条,,,`,
  )
  expect(await outcome(importFile(program(db), file))).toMatchObject({ changed: 1 })
  expect(await versionsOf(db, 'xzcf-001')).toMatchObject([
    { state: 'approved' },
    { state: 'in-review', origin: 'imported' },
  ])
})

test('a question that the bank has under another code is not taken a second time', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const stem = '哪一数额以下的罚款可以当场收缴？'
  await outcome(importFile(program(db), csv(row(stem, { code: 'bj-01' }))))
  expect(await outcome(importFile(program(db), csv(row(stem, { code: 'sh-07' }))))).toMatchObject({
    rejected: [[2, 'already-in-bank', 'bj-01']],
  })
  expect(await outcome(importFile(program(db), csv(row('哪一数额以下的罚款，可以当场收缴'))))).toMatchObject({
    changed: 1,
  })
})

test('a case keeps one material and four questions at most', async ({ ownDatabase: { db } }) => {
  await installBasicBank(db)
  const material = (name: string) => `${name}县市场监督管理局在检查中发现一家商店存在轻微违法行为。`
  const one = (stem: string, of: string) => row(stem).replace(/,,$/, `,al-9,${material(of)}`)
  const stems = [
    '能否当场收缴罚款？',
    '当场收缴须出具什么？',
    '拒不缴纳的怎样处理？',
    '由谁决定罚款数额？',
    '对决定不服怎么办？',
  ]
  const file = csv(...stems.map((stem) => one(`对该商店，${stem}`, '甲')))
  expect(await outcome(importFile(program(db), file))).toMatchObject({
    new: 4,
    rejected: [[6, 'case-full', 'al-9']],
  })
  const other = csv(one('对该商店，能否从轻处罚？', '乙'))
  expect(await outcome(importFile(program(db), other))).toMatchObject({
    rejected: [[2, 'case-conflict', 'al-9']],
  })
})

test.for(exportFormats)(
  'the whole bank goes out as %s and comes back: unchanged here, equal elsewhere',
  { timeout: 120_000 },
  async (format, { ownDatabase: { db } }) => {
    await installBasicBank(db)
    const exported = await exportQuestions(program(db), { filter: { state: 'approved' }, format })
    if (!exported.ok) throw new Error(exported.refusal)
    const { file, count } = exported.value
    expect(await outcome(importFile(program(db), { file, name: 'bank' }))).toEqual({
      new: 0,
      changed: 0,
      unchanged: count,
      rejected: [],
    })

    const contents = () =>
      db
        .select({
          code: questions.code,
          digest: questionVersions.digest,
          note: questionVersions.note,
          trades: questionVersions.trades,
          audience: questionVersions.audience,
          changed: questionVersions.changed,
          reason: questionVersions.difficultyReason,
        })
        .from(questionVersions)
        .innerJoin(questions, eq(questions.id, questionVersions.questionId))
        .orderBy(questions.code)
    const before = await contents()
    await db.delete(enemyPairs)
    await db.delete(questionVersions)
    await db.delete(questions)
    expect(await outcome(importFile(program(db), { file, name: 'bank' }))).toEqual({
      new: count,
      changed: 0,
      unchanged: 0,
      rejected: [],
    })
    expect(await contents()).toEqual(before)
  },
)

test('an export says who took out what, and nothing is no file', async ({ ownDatabase: { db } }) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const by = { db, account: { id: author.accountId, name: author.name } }
  const filter = { state: 'approved' as const, lawId: 'xingzheng-chufa', kind: 'single' as const }
  const exported = await exportQuestions(by, { filter, format: 'gift' })
  const [logged] = await db.select().from(auditLog).where(eq(auditLog.action, 'bank.exported'))
  expect(logged).toMatchObject({
    actorId: author.accountId,
    detail: { filter, format: 'gift', count: exported.ok && exported.value.count },
  })
  expect(await exportQuestions(by, { filter: { state: 'retired' }, format: 'xlsx' })).toMatchObject({
    ok: false,
    refusal: 'nothing',
  })
})

test.for<[string, string, Uint8Array, string]>([
  ['half an archive', 'a.xlsx', workbookOf('<worksheet/>').slice(0, 300), 'malformed'],
  [
    'a row that does not exist',
    'a.xlsx',
    workbookOf(
      '<worksheet><sheetData><row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>',
    ),
    'unsafe',
  ],
  [
    'entities in XML',
    'a.xml',
    bytes('<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz><question>&b;</question></quiz>'),
    'unsafe',
  ],
  ['no text at all', 'a.txt', new Uint8Array([0xff, 0xff, 0x01, 0x02, 0x80]), 'wrong-encoding'],
  ['an old .xls', 'a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'unsupported'],
])('%s is refused and changes nothing', { timeout: 120_000 }, async ([, name, file, refusal], { db }) => {
  const before = await bankOf(db)
  expect(await importFile(program(db), { file, name })).toMatchObject({ ok: false, refusal })
  expect(await bankOf(db)).toEqual(before)
})

test('an import that fails at its end leaves nothing behind', async ({ ownDatabase: { db } }) => {
  await installRegistry(db)
  const stems = Array.from({ length: 600 }, (_, index) =>
    row(`第 ${index} 种情形下，罚款可以当场收缴吗？`, { code: `n-${index}` }),
  )
  const failing: Db = new Proxy(db, {
    get: (target, name) =>
      name === 'transaction'
        ? (act: (tx: Db) => Promise<unknown>) =>
            target.transaction(async (tx) => {
              await act(tx)
              throw new Error('The connection broke.')
            })
        : Reflect.get(target, name),
  })
  await expect(importFile(program(failing), csv(...stems))).rejects.toThrow('The connection broke.')
  expect(await bankOf(db)).toMatchObject({ versions: 0, questions: 0 })
  expect(await db.$count(auditLog, eq(auditLog.action, 'bank.imported'))).toBe(0)
})

test('two imports of one file at the same time write it once', async ({ ownDatabase: { db } }) => {
  await installRegistry(db)
  const file = csv(
    ...Array.from({ length: 50 }, (_, index) => row(`第 ${index} 种情形下，罚款可以当场收缴吗？`)),
  )
  const both = await Promise.all([
    outcome(importFile(program(db), file)),
    outcome(importFile(program(db), file)),
  ])
  expect(both.map((one) => one.new).sort()).toEqual([0, 50])
  expect(await db.$count(questions)).toBe(50)
  const submitted = await db
    .select()
    .from(questionVersions)
    .where(and(eq(questionVersions.state, 'in-review'), eq(questionVersions.origin, 'imported')))
  expect(submitted).toHaveLength(50)
})
