import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'

import type { ExamDraft } from '#app/domain/exam-draft.ts'
import { dayText, momentText } from '#app/domain/exam-draft.ts'
import { readOverview } from '#app/services/administration/read-overview.ts'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { previewPaper } from '#app/services/exam-drafts/preview-paper.ts'
import { publishExam } from '#app/services/exam-drafts/publish-exam.ts'
import { listExamDrafts, readExamView } from '#app/services/exam-drafts/read-exam.ts'
import { readExamForm, readNewExam } from '#app/services/exam-drafts/read-exam-form.ts'
import { archiveExam, changeExam, copyExam, createExam } from '#app/services/exam-drafts/write-exam.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import type { Db } from '#db/client.ts'
import { readQuestionVersions, requirePaper } from '#db/queries/attempts.ts'
import { attempts } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { blueprints, examQuestionFacts } from '#db/schema/blueprints.ts'
import { campaigns, exams, registrations, rollChanges } from '#db/schema/campaigns.ts'
import { itemSummaries } from '#db/schema/item-analysis.ts'
import { questionVersions } from '#db/schema/bank.ts'
import type { Blueprint } from '#question-bank/blueprint.ts'
import { test } from '#tests/fixtures/database.ts'
import { addExam, minutes } from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'
import { addDue, addExempt, addHolder, addRegion } from '#tests/fixtures/region.ts'

const notFound = { ok: false, refusal: 'not-found' }

const draft = (change: Partial<ExamDraft> = {}): ExamDraft => ({
  ...{
    kind: 'online',
    titleZh: '执法人员专项考试',
    titleEn: '',
    minutes: '60',
    passPoints: '60',
    tries: '1',
  },
  opensAt: momentText(minutes(-5)),
  closesAt: momentText(minutes(600)),
  lawDate: dayText(new Date()),
  ...{ multipleScoring: 'all-or-nothing', release: 'at-once' },
  ...change,
})

type Made = Awaited<ReturnType<typeof addRegion>>

async function make(
  { administrator, campaignId }: Pick<Made, 'administrator' | 'campaignId'>,
  { from = 'own-law-online', change = {} }: { from?: string; change?: Partial<ExamDraft> } = {},
) {
  const made = await createExam(administrator, { campaignId, from }, draft(change))
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.value.examId
}

async function baseOf({ administrator }: Pick<Made, 'administrator'>, examId: string): Promise<string> {
  const view = await readExamView(administrator, examId)
  if (!view.ok) throw new Error(view.refusal)
  return view.value.base
}

const publish = async (region: Pick<Made, 'administrator'>, examId: string) =>
  publishExam(region.administrator, { examId, base: await baseOf(region, examId) })

const auditOf = async (db: Db, subjectId: string, action: string) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, subjectId), eq(auditLog.action, action)))

const examOf = async (db: Db, examId: string) => {
  const [exam] = await db.select().from(exams).where(eq(exams.id, examId))
  if (!exam) throw new Error('no exam')
  return exam
}

/** A blueprint of the region, kept as the form would keep it. */
async function keep(db: Db, region: Pick<Made, 'cityId'>, blueprint: Blueprint): Promise<string> {
  const id = uuidv7()
  const named = { nameZh: '自拟模板', nameEn: 'Own', durationMinutes: 60, passMarks: 600 }
  await db
    .insert(blueprints)
    .values({ id, unitId: region.cityId, blueprint, ...named, changedAt: new Date() })
  return id
}

test('an exam of a common and an own part is made, published and sat by two departments', async ({
  database,
}) => {
  const { db } = database
  await installBasicBank(db)
  const region = await addRegion(db, ['market', 'water', 'education'])
  const [market, water] = region.departments
  const inspector = await addDue(db, region.campaignId, market?.id ?? '')
  const engineer = await addDue(db, region.campaignId, water?.id ?? '')
  const absent = await addExempt(db, region.campaignId, water?.id ?? '')
  const examId = await make(region)

  expect(await listRegistrations(inspector, new Date())).toEqual([])
  const view = await readExamView(region.administrator, examId)
  expect(view).toMatchObject({ ok: true, value: { obstacle: null, due: 2, willCount: true } })
  const published = await publish(region, examId)
  expect(published).toMatchObject({ ok: true, value: { registered: 2, already: false } })

  expect(await listRegistrations(absent, new Date())).toEqual([])
  const tradesOn = async (candidate: typeof inspector) => {
    const [entry] = await listRegistrations(candidate, new Date())
    const started = await startAttempt(candidate, { registrationId: entry?.registrationId ?? '' })
    if (!started.ok) throw new Error(started.refusal)
    const attemptId = started.value.view.attemptId
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
    const paper = await requirePaper(db, attempt?.paperId ?? '')
    const versions = await readQuestionVersions(
      db,
      paper.items.map(({ questionVersionId }) => questionVersionId),
    )
    const trades = paper.items.map(({ questionVersionId }) => versions.get(questionVersionId)?.trades ?? [])
    return { attemptId, paper, trades }
  }
  const ofMarket = await tradesOn(inspector)
  const ofWater = await tradesOn(engineer)
  // 80 items: 6 true or false and 8 single of the own law, all others of no trade.
  for (const [trade, { paper, trades }] of [['market', ofMarket] as const, ['water', ofWater] as const]) {
    expect(paper.items).toHaveLength(80)
    expect(paper.trades).toEqual([trade])
    expect(trades.filter((one) => one.includes(trade)).length, trade).toBe(14)
    expect(trades.filter((one) => one.length === 0).length, trade).toBe(66)
  }
  const { attemptId, paper } = ofMarket
  const keys = await readQuestionVersions(
    db,
    paper.items.map(({ questionVersionId }) => questionVersionId),
  )
  // All of the common part right, nothing of the own one.
  const common = paper.items.filter(
    ({ questionVersionId }) => keys.get(questionVersionId)?.trades.length === 0,
  )
  const entries = common.map(({ itemId, questionVersionId }, index) => ({
    ...{ seq: index + 1, itemId, response: keys.get(questionVersionId)?.key ?? [], clientAt: new Date() },
  }))
  const machine = { attemptId, personId: inspector.personId, generation: 1 }
  const [saved] = await saveBatch(database.pool, new Map(), [{ ...machine, entries }])
  expect(saved).toMatchObject({ kind: 'saved', savedSeq: 66, refused: [] })
  expect(await handInAttempt({ db, signer: testSigner() }, machine, 66)).toMatchObject({ ok: true })
  const [graded] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
  expect(graded).toMatchObject({ state: 'handed-in', score: 10_000 - 1400, passed: true })
})

test('publishing twice, and two administrators at once, publish one exam', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  const colleague = await addHolder(db, 'administrator', region.cityId)
  const people = [1, 2, 3].map(() => addDue(db, region.campaignId, region.departments[0]?.id ?? ''))
  await Promise.all(people)
  const examId = await make(region)
  const base = await baseOf(region, examId)
  const both = await Promise.all(
    [region.administrator, colleague].map((one) => publishExam(one, { examId, base })),
  )
  expect(both.map((one) => one.ok && one.value.already).sort()).toEqual([false, true])
  expect(await publishExam(colleague, { examId, base })).toMatchObject({ ok: true, value: { already: true } })
  expect(await db.$count(registrations, eq(registrations.examId, examId))).toBe(3)
  expect(await auditOf(db, examId, 'exam.published')).toMatchObject([
    { unitId: region.cityId, detail: { registered: 3, counts: true, departments: 1 } },
  ])
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.id, region.campaignId))
  expect(campaign?.countingExamId).toBe(examId)

  const second = await make(region)
  await publish(region, second)
  const [after] = await db.select().from(campaigns).where(eq(campaigns.id, region.campaignId))
  expect(after?.countingExamId, 'the first one counts').toBe(examId)
})

test('what is published is not changed and not put away; a copy is a draft of its own', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  const { administrator } = region
  await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const examId = await make(region)
  await publish(region, examId)
  const before = await examOf(db, examId)
  const base = await baseOf(region, examId)
  const published = { ok: false, refusal: 'published' }
  expect(await changeExam(administrator, { examId, base, from: '' }, draft())).toEqual(published)
  expect(await archiveExam(administrator, { examId, archived: true })).toEqual(published)
  expect(await readExamForm(administrator, examId)).toEqual(published)
  expect(await examOf(db, examId)).toEqual(before)

  const copied = await copyExam(administrator, examId)
  if (!copied.ok) throw new Error(copied.refusal)
  const copy = await examOf(db, copied.value.examId)
  expect(copy).toMatchObject({ titleZh: '执法人员专项考试（副本）', publishedAt: null, rules: before.rules })
  expect(copy.seed).not.toBe(before.seed)
  expect(await db.$count(registrations, eq(registrations.examId, copy.id))).toBe(0)
})

test('whoever worked on an older state is told so, and nothing is changed or published', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  const { administrator } = region
  await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const examId = await make(region)
  const base = await baseOf(region, examId)
  const later = draft({ titleZh: '改过的名称', passPoints: '70' })
  expect(await changeExam(administrator, { examId, base, from: 'hunan' }, later)).toEqual({
    ok: true,
    value: null,
  })
  expect(await examOf(db, examId)).toMatchObject({
    titleZh: '改过的名称',
    titleEn: '改过的名称',
    fullMarks: 10_000,
  })
  const changed = { ok: false, refusal: 'changed' }
  expect(await publishExam(administrator, { examId, base })).toEqual(changed)
  expect(await changeExam(administrator, { examId, base, from: '' }, draft())).toEqual(changed)
  expect((await examOf(db, examId)).publishedAt).toBeNull()
})

test('an exam that the bank cannot fill is not published, and the cells are named', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market', 'water', null])
  await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const cells: Blueprint['parts'][number]['cells'] = [
    { count: 10, stock: 'common' },
    { count: 40, stock: 'own' },
  ]
  const from = await keep(db, region, { parts: [{ kind: 'true-false', marks: 100, cells }] })
  const examId = await make(region, { from, change: { passPoints: '30' } })
  const refused = await publish(region, examId)
  if (refused.ok || refused.refusal !== 'unfillable') throw new Error('published')
  const short = refused.proof.departments.filter(({ shortages }) => shortages.length > 0)
  expect(short.map(({ trade }) => trade)).toContain('water')
  expect(
    short.flatMap(({ shortages }) => shortages).every(({ part, cell }) => part === 0 && cell === 1),
  ).toBe(true)
  expect(refused.proof.departments.find(({ trade }) => trade === null)).toMatchObject({
    usesCommonInsteadOfOwn: true,
    shortages: [],
  })
  expect((await examOf(db, examId)).publishedAt).toBeNull()
  expect(await db.$count(registrations, eq(registrations.examId, examId))).toBe(0)
  expect(await auditOf(db, examId, 'exam.published')).toEqual([])
})

test('without a frozen roll, people, departments or time left nothing is published', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  const examId = await make(region)
  const refusal = async () => {
    const done = await publish(region, examId)
    return done.ok ? null : done.refusal
  }
  const set = (change: Partial<typeof campaigns.$inferInsert>) =>
    db.update(campaigns).set(change).where(eq(campaigns.id, region.campaignId))
  expect(await refusal()).toBe('nobody-due')
  const candidate = await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const about = { campaignId: region.campaignId, personId: candidate.personId, changedAt: new Date() }
  await db.insert(rollChanges).values({ ...about, from: 'due', to: 'out-of-scope', reason: '调离' })
  expect(await refusal(), 'the latest class counts').toBe('nobody-due')
  await db
    .insert(rollChanges)
    .values({ ...about, changedAt: minutes(1), from: 'out-of-scope', to: 'due', reason: '更正' })
  await set({ frozenAt: null })
  expect(await refusal()).toBe('roll-not-frozen')
  await set({ frozenAt: new Date(), lockedAt: new Date() })
  expect(await refusal()).toBe('locked')
  await set({ lockedAt: null })
  await db
    .update(exams)
    .set({ closesAt: minutes(-1) })
    .where(eq(exams.id, examId))
  expect(await refusal()).toBe('window-over')
  await db
    .update(exams)
    .set({ closesAt: minutes(600) })
    .where(eq(exams.id, examId))
  await archiveExam(region.administrator, { examId, archived: true })
  expect(await refusal()).toBe('archived')
  await archiveExam(region.administrator, { examId, archived: false })
  expect(await refusal()).toBeNull()
})

test('a centre exam is published without candidates: its sittings are planned elsewhere', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const examId = await make(region, {
    from: 'own-law-centre',
    change: { kind: 'centre', tries: '5', passPoints: '90' },
  })
  expect(await examOf(db, examId)).toMatchObject({ maxTries: 1, drawn: true, opensAt: null, closesAt: null })
  expect(await publish(region, examId)).toMatchObject({ ok: true, value: { registered: 0 } })
  expect(await db.$count(registrations, eq(registrations.examId, examId))).toBe(0)
})

test('what is known of the questions is written down when an exam is published', async ({ db }) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market'])
  await addDue(db, region.campaignId, region.departments[0]?.id ?? '')
  const [version] = await db.select().from(questionVersions).limit(1)
  const past = await addExam(db)
  const summary = { attempts: 40, papers: 40, digest: 'x', computedAt: new Date() }
  await db
    .insert(itemSummaries)
    .values({ examId: past.id, questionVersionId: version?.id ?? '', sums: { n: 40, right: 30 }, ...summary })
  const examId = await make(region)
  await publish(region, examId)
  const known = await db.select().from(examQuestionFacts).where(eq(examQuestionFacts.examId, examId))
  expect(known).toMatchObject([{ questionId: version?.questionId, facility: 0.75 }])
})

test('another region’s exams do not exist, nor can one be made in its campaign', async ({ db }) => {
  await installBasicBank(db)
  const here = await addRegion(db, ['market'])
  const there = await addRegion(db, ['market'])
  await addDue(db, here.campaignId, here.departments[0]?.id ?? '')
  const examId = await make(here)
  const base = await baseOf(here, examId)
  const stranger = there.administrator
  expect(await readExamView(stranger, examId)).toEqual(notFound)
  expect(await readExamForm(stranger, examId)).toEqual(notFound)
  expect(await previewPaper(stranger, { examId, seed: '1', unitId: '' })).toEqual(notFound)
  expect(await publishExam(stranger, { examId, base })).toEqual(notFound)
  expect(await changeExam(stranger, { examId, base, from: '' }, draft())).toEqual(notFound)
  expect(await archiveExam(stranger, { examId, archived: true })).toEqual(notFound)
  expect(await copyExam(stranger, examId)).toEqual(notFound)
  expect(await createExam(stranger, { campaignId: here.campaignId, from: 'hunan' }, draft())).toEqual({
    ok: false,
    refusal: 'no-campaign',
  })
  const list = await listExamDrafts(stranger)
  expect([...list.drafts, ...list.published, ...list.archived]).toEqual([])
  expect((await readNewExam(stranger, { from: '', now: new Date() })).choices.campaigns).toHaveLength(1)

  // A county below the city takes part in its campaigns and makes none of their exams.
  const county = await addHolder(db, 'administrator', here.departments[0]?.id ?? '')
  expect(await readExamView(county, examId)).toEqual(notFound)
  const overview = await readOverview(county, new Date())
  expect(overview.campaigns).toMatchObject([{ id: here.campaignId, isOwn: false, exams: [] }])
  expect((await readOverview(here.administrator, new Date())).campaigns).toMatchObject([
    { isOwn: true, exams: [{ id: examId }] },
  ])

  // Another role of the same region is nothing here.
  const liaison = await addHolder(db, 'liaison', here.cityId)
  expect(await readExamView(liaison, examId)).toEqual(notFound)
  expect(await publishExam(liaison, { examId, base })).toEqual(notFound)
})

test('an example paper shows what items are about, never what they ask, and its reading is recorded', async ({
  db,
}) => {
  await installBasicBank(db)
  const region = await addRegion(db, ['market', 'water'])
  const examId = await make(region)
  const unitId = region.departments[1]?.id ?? ''
  const preview = await previewPaper(region.administrator, { examId, seed: '七', unitId })
  const again = await previewPaper(region.administrator, { examId, seed: '七', unitId })
  const other = await previewPaper(region.administrator, { examId, seed: '八', unitId })
  if (!preview.ok || !again.ok || !other.ok) throw new Error('no preview')
  const { parts, department } = preview.value
  expect(department.trade).toBe('water')
  expect(parts?.map(({ items }) => items.length)).toEqual([20, 40, 14, 6])
  expect(again.value.parts).toEqual(parts)
  expect(other.value.parts).not.toEqual(parts)
  const shown = JSON.stringify(preview.value)
  const [version] = await db.select().from(questionVersions)
  expect(Object.keys(parts?.[0]?.items[0] ?? {}).sort()).toEqual([
    'article',
    'caseCode',
    'code',
    'difficulty',
    'kind',
    'lawShort',
    'lawVersion',
    'marks',
    'trades',
  ])
  expect(shown).not.toContain((version?.stem ?? '').slice(0, 12))
  expect(shown).not.toContain((await examOf(db, examId)).seed)
  const readings = await auditOf(db, examId, 'exam.previewed')
  expect(readings).toHaveLength(3)
  expect(readings[0]).toMatchObject({ unitId: region.cityId, detail: { seed: '七' } })
})

test('a form with faults makes no exam, and they are named by field', async ({ db }) => {
  const region = await addRegion(db, ['market'])
  const { administrator, campaignId } = region
  const before = await db.$count(exams)
  const faulty = draft({
    ...{
      titleZh: '',
      minutes: '-5',
      passPoints: '1e9',
      tries: '99',
      opensAt: '2026-13-01T25:00',
      closesAt: "'",
    },
    lawDate: '2026-02-30',
  })
  expect(await createExam(administrator, { campaignId, from: 'hunan' }, faulty)).toEqual({
    ok: false,
    refusal: 'faulty',
    faults: {
      ...{ titleZh: 'title-length', minutes: 'whole-number', passPoints: 'points', tries: 'tries' },
      ...{ opensAt: 'moment', closesAt: 'moment', lawDate: 'day' },
    },
  })
  expect(await createExam(administrator, { campaignId, from: 'x' }, draft())).toEqual({
    ok: false,
    refusal: 'no-blueprint',
  })
  expect(await createExam(administrator, { campaignId: "' or 1=1", from: 'hunan' }, draft())).toEqual({
    ok: false,
    refusal: 'no-campaign',
  })
  expect(await db.$count(exams)).toBe(before)
})
