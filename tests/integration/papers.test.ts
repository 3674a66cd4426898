import { and, eq } from 'drizzle-orm'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'

import { proveBlueprint, proveExam } from '#app/services/administration/prove-exam.ts'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { readWaiting } from '#app/services/exams/read-waiting.ts'
import { newBankMemory } from '#app/services/papers/bank-memory.ts'
import { readBankState } from '#app/services/papers/bank-state.ts'
import { assembleFor, preparePaper } from '#app/services/papers/prepare-paper.ts'
import { readQuestionFacts } from '#app/services/papers/question-facts.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { readReceiptPage } from '#app/services/receipts/read-receipt-page.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import type { Db } from '#db/client.ts'
import { readBankRevision } from '#db/queries/bank.ts'
import { countExposures, replaceExamFacts } from '#db/queries/question-facts.ts'
import { papers } from '#db/schema/attempts.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { itemSummaries } from '#db/schema/item-analysis.ts'
import { enemyPairs } from '#db/schema/question-relations.ts'
import { units } from '#db/schema/organisation.ts'
import { type Blueprint, examTemplates } from '#question-bank/blueprint.ts'
import { test as base } from '#tests/fixtures/database.ts'
import {
  addBank,
  addCampaign,
  addCandidate,
  addExam,
  addToRoll,
  addUnit,
  minutes,
  register,
  shortPaper,
} from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

const signer = testSigner()
const templateOf = (id: string) => examTemplates.find((one) => one.id === id)?.blueprint as Blueprint // They are shipped.
const rulesOf = (blueprint: Blueprint) => ({ blueprint, multipleScoring: 'all-or-nothing' as const })

/** The shipped bank in a database of the file's own. */
const test = base.extend('shipped', { scope: 'file' }, async ({ database }) => {
  await installBasicBank(database.db)
  return database
})

/** A department with a trade, a section in it, and a county with another department. */
async function addOrganisation(db: Db) {
  const city = await addUnit(db)
  await db.update(units).set({ level: 'city', trade: null }).where(eq(units.id, city))
  const below = async (path: string[], level: 'department' | 'section', trade: string | null) => {
    const id = uuidv7()
    const names = { nameZh: trade ?? '科', nameEn: trade ?? 'Section' }
    await db.insert(units).values({ id, level, code: id, trade, path: [...path, id], ...names })
    return id
  }
  const water = await below([city], 'department', 'water')
  const health = await below([city], 'department', 'health')
  const archives = await below([city], 'department', 'archives')
  const waterSection = await below([city, water], 'section', null)
  return { city, water, health, archives, waterSection }
}

const tradesOf = async (db: Db, versionIds: readonly string[]) => {
  const rows = await db.select().from(questionVersions)
  return versionIds.flatMap((id) => rows.find((row) => row.id === id)?.trades ?? [])
}

test('the own part is that of the department of the roll, and the record says for which trade', async ({
  shipped: { db },
}) => {
  const { city, waterSection, health, archives } = await addOrganisation(db)
  const campaignId = await addCampaign(db, city)
  const exam = await addExam(db, { campaignId, rules: rulesOf(templateOf('own-law-online')) })
  const paperOf = async (unitId: string, rollUnit?: string) => {
    const { personId } = await addCandidate(db, unitId)
    if (rollUnit) await addToRoll(db, campaignId, personId, rollUnit)
    const registrationId = await register(db, exam.id, personId)
    return preparePaper(db, exam, { registrationId, personId, tryNo: 1, now: new Date() })
  }
  for (const { trade, paper } of [
    { trade: 'water', paper: await paperOf(waterSection) },
    // Who moved after the cut-off is asked the law of the department on the roll.
    { trade: 'health', paper: await paperOf(waterSection, health) },
  ]) {
    expect(paper.trades).toEqual([trade])
    const asked = await tradesOf(
      db,
      paper.items.map(({ questionVersionId }) => questionVersionId),
    )
    expect(asked.filter((one) => one === trade)).toHaveLength(14)
  }
  const common = await paperOf(archives)
  expect(common.trades).toEqual(['archives'])
  expect(
    await tradesOf(
      db,
      common.items.map(({ questionVersionId }) => questionVersionId),
    ),
  ).toEqual([])

  const bank = await readBankState(db, exam)
  const again = assembleFor(exam, bank, common)
  expect(again).toMatchObject({ items: common.items, digest: common.digest, bankDigest: common.bankDigest })
})

test('the proof names the departments, those with the common stock instead, and what is missing', async ({
  shipped: { db },
}) => {
  const { city } = await addOrganisation(db)
  const campaignId = await addCampaign(db, city)
  const own: Blueprint = {
    parts: [{ kind: 'single', marks: 100, cells: [{ count: 16, stock: 'own' }] }],
  }
  const exam = await addExam(db, { campaignId, rules: rulesOf(own), publishedAt: null })
  const proof = await proveExam(db, exam)
  expect(proof.items).toBe(16)
  expect(new Map(proof.departments.map((one) => [one.trade, one.usesCommonInsteadOfOwn]))).toEqual(
    new Map([
      ['archives', true],
      ['health', false],
      ['water', false],
    ]),
  )
  const shortages = new Map(proof.departments.map((one) => [one.trade, one.shortages]))
  expect(shortages.get('archives')).toEqual([])
  expect(shortages.get('water')).toMatchObject([
    { part: 0, cell: 0, kind: 'single', difficulty: 'easy', needed: 5, available: 2 },
  ])
})

test('cases are graded and shown as a part of their own, and the receipt holds', async ({
  shipped: { db },
}) => {
  const exam = await addExam(db, { rules: rulesOf(templateOf('own-law-online')) })
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const waiting = await readWaiting({ db, personId: candidate.personId }, registrationId, new Date())
  expect(waiting.ok && waiting.value.exam).toMatchObject({
    itemCount: 80,
    multipleScoring: 'all-or-nothing',
    parts: [
      { kind: 'true-false', count: 20, marks: 1 },
      { kind: 'single', count: 40, marks: 1 },
      { kind: 'multiple', count: 14, marks: 2 },
      { kind: 'case', count: 6, marks: 2 },
    ],
  })
  const started = await startAttempt(candidate, { registrationId })
  if (!started.ok) throw new Error(started.refusal)
  const { view, generation } = started.value
  const cases = view.paper.items.slice(74)
  expect(new Set(cases.slice(0, 3).map(({ material }) => material)).size).toBe(1)
  expect(new Set(cases.map(({ material }) => material)).size).toBe(2)
  const token = { attemptId: view.attemptId, personId: candidate.personId, generation }
  const receipt = await handInAttempt({ db, signer }, token, 0)
  if (!receipt.ok) throw new Error(receipt.refusal)
  const page = await readReceiptPage(
    { db, personId: candidate.personId },
    receipt.value.receiptId,
    new Date(),
  )
  expect(page.ok && page.value.parts.map(({ kind, items, fullPoints }) => [kind, items, fullPoints])).toEqual(
    [
      ['true-false', 20, 20],
      ['single', 40, 40],
      ['multiple', 14, 28],
      ['case', 6, 12],
    ],
  )
  expect(await verifyReceipt({ db, signer }, receipt.value.receiptId)).toMatchObject({
    ok: true,
    value: { valid: true },
  })
})

test('what changes the bank raises its revision as it commits, once, and nothing else does', async ({
  ownDatabase: { db, pool },
}) => {
  await addBank(db)
  const raisedBy = async (act: (client: pg.PoolClient) => Promise<unknown>) => {
    const before = await readBankRevision(db)
    const client = await pool.connect()
    try {
      await client.query('begin')
      await act(client)
      expect(await readBankRevision(db)).toBe(before)
      await client.query('commit')
    } finally {
      client.release()
    }
    return (await readBankRevision(db)) - before
  }
  const [one, other] = (await db.select().from(questions)).map(({ id }) => id).sort()
  const draft = `update question_versions set state = 'draft' where question_id = '${one}'`
  for (const [statement, raises] of [
    ["update question_versions set state = 'retired'", 1],
    ["update question_versions set state = 'approved'", 1],
    [draft, 1],
    [`update question_versions set note = 'another' where question_id = '${one}'`, 0],
    [`insert into questions (id, code) values (gen_random_uuid(), 'new-001')`, 0],
    ["update law_versions set effective_to = '2030-01-01'", 1],
    ["update laws set field = '行政法'", 1],
    [`insert into enemy_pairs values ('${one}', '${other}', 'the same', null, now())`, 1],
    ['delete from enemy_pairs', 1],
    ['delete from exam_question_facts', 0],
    ["update campaigns set name_zh = ''", 0],
  ] as const)
    expect([statement, await raisedBy((client) => client.query(statement))]).toEqual([statement, raises])
  // Two statements, one transaction, one step.
  expect(
    await raisedBy(async (client) => {
      await client.query('update question_versions set note = note')
      await client.query("update laws set field = '刑法'")
    }),
  ).toBe(1)
})

test('many starts at once read the bank once, and the next start after a change reads it again', async ({
  ownDatabase: { db, pool },
}) => {
  const exam = await addExam(db)
  const memory = newBankMemory()
  const revision = await readBankRevision(db)
  const states = await Promise.all(
    Array.from({ length: 40 }, () => db.transaction((tx) => memory.read(tx, exam))),
  )
  expect(new Set(states).size).toBe(1)

  // A change that has not committed yet is not seen, and does not become the remembered state.
  const writer = await pool.connect()
  await writer.query('begin')
  await writer.query("update question_versions set state = 'retired' where kind = 'multiple'")
  expect(await db.transaction((tx) => memory.read(tx, exam))).toBe(states[0])
  await writer.query('commit')
  writer.release()
  expect(await readBankRevision(db)).toBe(revision + 1)
  const after = await db.transaction((tx) => memory.read(tx, exam))
  expect(after.digest).not.toBe(states[0]?.digest)
  expect(after.index.blocks.filter(({ kind }) => kind === 'multiple')).toEqual([])
})

test('a reader whose transaction breaks leaves the others to read for themselves', async ({
  ownDatabase: { db },
}) => {
  const exam = await addExam(db)
  const memory = newBankMemory()
  const broken = db.transaction(async (tx) => {
    const reading = memory.read(tx, { ...exam, lawDate: 'no day' })
    return reading
  })
  await expect(broken).rejects.toThrow()
  await expect(db.transaction((tx) => memory.read(tx, { ...exam, lawDate: 'no day' }))).rejects.toThrow()
  expect((await db.transaction((tx) => memory.read(tx, exam))).index.blocks.length).toBeGreaterThan(10)
})

test('papers made within the days count, those before and after do not; facility is pooled over versions', async ({
  ownDatabase: { db },
}) => {
  const exam = await addExam(db)
  const at = minutes(0)
  const paperOf = async (createdAt: Date) => {
    const { personId } = await addCandidate(db)
    const registrationId = await register(db, exam.id, personId)
    const paper = await preparePaper(db, exam, { registrationId, personId, tryNo: 1, now: at })
    await db.update(papers).set({ createdAt }).where(eq(papers.id, paper.id))
    return paper
  }
  const day = 24 * 60
  const within = [await paperOf(minutes(-1)), await paperOf(minutes(-9 * day))]
  await paperOf(minutes(-11 * day))
  await paperOf(minutes(5))
  const versions = await db.select().from(questionVersions)
  const counts = new Map<string, number>()
  for (const { questionVersionId } of within.flatMap(({ items }) => items)) {
    const id = versions.find((one) => one.id === questionVersionId)?.questionId ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const facts = await readQuestionFacts(db, { exposure: { days: 10, papers: 1 } }, at)
  expect(new Map(facts.map(({ questionId, papers: count }) => [questionId, count]))).toEqual(counts)
  expect(await readQuestionFacts(db, {}, at)).toEqual([])
  // Of two papers every second is read, and counts twice.
  const sampled = await countExposures(db, { since: minutes(-10 * day), until: at, most: 1 })
  expect(sampled.every(({ papers: count }) => count % 2 === 0)).toBe(true)

  const [measured, hardly] = versions
  if (!measured || !hardly) throw new Error('no versions')
  const second = { ...measured, id: uuidv7(), version: 2, state: 'retired' as const }
  await db.insert(questionVersions).values(second)
  const summaryOf = (questionVersionId: string, n: number, right: number) => ({
    examId: exam.id,
    questionVersionId,
    attempts: n,
    papers: n,
    sums: { n, right },
    digest: '',
    computedAt: at,
  })
  await db
    .insert(itemSummaries)
    .values([summaryOf(measured.id, 20, 20), summaryOf(second.id, 20, 10), summaryOf(hardly.id, 29, 29)])
  expect(await readQuestionFacts(db, {}, at)).toEqual([
    { questionId: measured.questionId, papers: 0, facility: 0.75 },
  ])
})

test('what an exam was published with decides which questions rest, and is part of the bank that its papers name', async ({
  ownDatabase: { db },
}) => {
  const blueprint: Blueprint = { ...shortPaper, exposure: { days: 30, papers: 3 } }
  const exam = await addExam(db, { rules: rulesOf(blueprint) })
  const before = await readBankState(db, exam)
  const [rested] = await db
    .select()
    .from(questionVersions)
    .where(and(eq(questionVersions.kind, 'true-false'), eq(questionVersions.difficulty, 'medium')))
  if (!rested) throw new Error('no question')
  const others = (await db.select().from(questionVersions)).filter(({ kind }) => kind === 'true-false')
  await replaceExamFacts(
    db,
    exam.id,
    others.map(({ questionId }) => ({
      questionId,
      papers: questionId === rested.questionId ? 3 : 4,
      facility: null,
    })),
  )
  const after = await readBankState(db, exam)
  expect(after.digest).not.toBe(before.digest)
  const proof = await proveExam(db, exam)
  expect(proof.departments[0]?.shortages).toMatchObject([
    { kind: 'true-false', difficulty: 'easy', available: 0 },
  ])
  const single = { parts: [{ ...shortPaper.parts[0], cells: [{ count: 1 }] }], exposure: blueprint.exposure }
  const trial = { ...exam, rules: rulesOf(single as Blueprint) } // The first part of the short paper is there.
  expect(assembleFor(trial, after, { registrationId: 'r', tryNo: 1, trades: [] }).items).toMatchObject([
    { questionVersionId: rested.id },
  ])
})

test('enemies that are recorded never stand in one paper', async ({ ownDatabase: { db } }) => {
  const exam = await addExam(db, {
    rules: rulesOf({ parts: [{ kind: 'multiple', marks: 100, cells: [{ count: 2 }] }] }),
  })
  const ids = (await db.select().from(questionVersions).where(eq(questionVersions.kind, 'multiple')))
    .filter(({ caseCode }) => caseCode === null)
    .sort((a, b) => (a.questionId < b.questionId ? -1 : 1))
  const [keep, ...rest] = ids
  // Everybody is everybody's enemy, but for one question.
  for (const [at, one] of rest.entries())
    for (const other of rest.slice(at + 1))
      await db
        .insert(enemyPairs)
        .values({ oneId: one.questionId, otherId: other.questionId, reason: '同一事实', addedAt: minutes(0) })
  const bank = await readBankState(db, exam)
  for (let tryNo = 1; tryNo <= 20; tryNo += 1) {
    const { items } = assembleFor(exam, bank, { registrationId: 'r', tryNo, trades: [] })
    expect(items.map(({ questionVersionId }) => questionVersionId)).toContain(keep?.id)
  }
  const unitId = await addUnit(db)
  const three: Blueprint = { parts: [{ kind: 'multiple', marks: 100, cells: [{ count: 3 }] }] }
  const proof = await proveBlueprint(db, three, { unitId, lawDate: exam.lawDate })
  expect(proof.departments[0]?.shortages).not.toEqual([])
})
