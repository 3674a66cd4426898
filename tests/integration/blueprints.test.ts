import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { type BlueprintDraft, draftOf, emptyDraft, type PartDraft } from '#app/domain/blueprint-draft.ts'
import { readBlueprintList } from '#app/services/blueprints/list-blueprints.ts'
import { proveDraft } from '#app/services/blueprints/prove-draft.ts'
import { listLawFields, readBlueprint, readNewBlueprint } from '#app/services/blueprints/read-blueprint.ts'
import {
  archiveBlueprint,
  changeBlueprint,
  createBlueprint,
} from '#app/services/blueprints/save-blueprint.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { blueprints } from '#db/schema/blueprints.ts'
import { examTemplates } from '#question-bank/blueprint.ts'
import { test } from '#tests/fixtures/database.ts'
import { addHolder, addRegion } from '#tests/fixtures/region.ts'

const notFound = { ok: false, refusal: 'not-found' }

const part: PartDraft = {
  ...{ kind: 'true-false', points: '2', mix: { easy: '1', medium: '1', hard: '1' } },
  rows: [
    {
      count: '10',
      questions: '',
      stock: 'common',
      laws: [],
      fields: ['行政法'],
      topics: '',
      difficulties: [],
    },
    { count: '5', questions: '', stock: 'own', laws: [], fields: [], topics: '', difficulties: ['easy'] },
  ],
}
const draft = (change: Partial<BlueprintDraft> = {}): BlueprintDraft => ({
  ...emptyDraft,
  ...{ nameZh: '执法人员卷', nameEn: 'Officers', passPoints: '18', parts: [part], ...change },
})

async function made(
  administrator: Parameters<typeof createBlueprint>[0],
  change: Partial<BlueprintDraft> = {},
) {
  const done = await createBlueprint(administrator, draft(change))
  if (!done.ok) throw new Error(JSON.stringify(done))
  const view = await readBlueprint(administrator, done.value.id)
  if (!view.ok) throw new Error(view.refusal)
  return { id: done.value.id, base: view.value.changedAt.getTime(), view: view.value }
}

const actionsOn = async (db: Db, id: string) =>
  (
    await db
      .select({ action: auditLog.action, unitId: auditLog.unitId })
      .from(auditLog)
      .where(and(eq(auditLog.subject, 'blueprint'), eq(auditLog.subjectId, id)))
      .orderBy(auditLog.id)
  ).map(({ action }) => action)

test('a blueprint is kept for the region as it was filled in, changed, put away and taken out again', async ({
  db,
}) => {
  await installBasicBank(db)
  const { administrator, cityId } = await addRegion(db, ['market'])
  const { id, base, view } = await made(administrator)
  expect(view).toMatchObject({ unitId: cityId, nameZh: '执法人员卷', changedByName: administrator.name })
  expect(view.draft).toEqual(draft())

  const better = draft({ nameZh: '执法人员卷（二）', exposureDays: '365', exposurePapers: '200' })
  expect(await changeBlueprint(administrator, { id, base }, better)).toEqual({ ok: true, value: null })
  expect(await changeBlueprint(administrator, { id, base }, draft())).toEqual({
    ok: false,
    refusal: 'changed',
  })
  const [row] = await db.select().from(blueprints).where(eq(blueprints.id, id))
  expect(row).toMatchObject({
    nameZh: '执法人员卷（二）',
    blueprint: {
      exposure: { days: 365, papers: 200 },
      parts: [{ marks: 200, cells: [{ count: 10 }, { count: 5 }] }],
    },
  })

  const now = row?.changedAt.getTime() ?? 0
  const archive = (archived: boolean) => archiveBlueprint(administrator, { id, archived })
  expect(await archive(true)).toEqual({ ok: true, value: null })
  expect(await archive(true)).toEqual({ ok: true, value: null })
  expect(await changeBlueprint(administrator, { id, base: now }, draft())).toEqual({
    ok: false,
    refusal: 'archived',
  })
  expect(await readBlueprintList(administrator)).toMatchObject({ own: [], archived: [{ id }] })
  await archive(false)
  expect(await readBlueprintList(administrator)).toMatchObject({
    own: [{ id, items: 15, marks: 3000 }],
    archived: [],
  })
  expect(await actionsOn(db, id)).toEqual([
    'blueprint.made',
    'blueprint.changed',
    'blueprint.archived',
    'blueprint.restored',
  ])
})

test('every shipped template is copied, kept and read back as the same blueprint', async ({ db }) => {
  await installBasicBank(db)
  const { administrator } = await addRegion(db, ['market'])
  for (const template of examTemplates) {
    const copy = await readNewBlueprint(administrator, template.id)
    if (!copy.ok) throw new Error(copy.refusal)
    const kept = await createBlueprint(administrator, { ...copy.value.draft, nameZh: `复制 ${template.id}` })
    if (!kept.ok) throw new Error(JSON.stringify(kept))
    const [row] = await db.select().from(blueprints).where(eq(blueprints.id, kept.value.id))
    expect(row?.blueprint, template.id).toEqual(template.blueprint)
    expect(row).toMatchObject({ durationMinutes: template.durationMinutes, passMarks: template.passMarks })
  }
})

test('another region’s blueprints do not exist; a city sees those of its counties', async ({ db }) => {
  await installBasicBank(db)
  const here = await addRegion(db, ['market'])
  const there = await addRegion(db, ['market'])
  const { id, base } = await made(here.administrator)
  expect(await readBlueprint(there.administrator, id)).toEqual(notFound)
  expect(await readNewBlueprint(there.administrator, id)).toEqual(notFound)
  expect(await changeBlueprint(there.administrator, { id, base }, draft())).toEqual(notFound)
  expect(await archiveBlueprint(there.administrator, { id, archived: true })).toEqual(notFound)
  expect(await readBlueprintList(there.administrator)).toMatchObject({ own: [], archived: [] })
  const liaison = await addHolder(db, 'liaison', here.cityId)
  expect(await readBlueprint(liaison, id)).toEqual(notFound)
  expect(await createBlueprint(liaison, draft())).toEqual({ ok: false, refusal: 'no-unit' })

  const below = await addHolder(db, 'administrator', here.departments[0]?.id ?? '')
  const { id: ofBelow } = await made(below, { nameZh: '下级的卷' })
  expect((await readBlueprintList(here.administrator)).own.map((one) => one.id).sort()).toEqual(
    [id, ofBelow].sort(),
  )
  expect((await readBlueprintList(below)).own.map((one) => one.id)).toEqual([ofBelow])
})

test('hostile forms change nothing, and what is wrong is named', async ({ db }) => {
  await installBasicBank(db)
  const { administrator } = await addRegion(db, ['market'])
  const before = await db.$count(blueprints)
  const [first] = part.rows
  const row = (change: Partial<PartDraft['rows'][number]>): BlueprintDraft =>
    draft({ parts: [{ ...part, rows: [{ ...(first as PartDraft['rows'][number]), ...change }] }] }) // Safe: there are two.
  const cases: [BlueprintDraft, object][] = [
    [row({ count: '999999999999' }), { 'p0.r0.count': 'count' }],
    [row({ count: '-3' }), { 'p0.r0.count': 'count' }],
    [row({ count: '1e3' }), { 'p0.r0.count': 'count' }],
    [row({ count: '' }), { 'p0.r0.count': 'count' }],
    [row({ laws: ["xingzheng-chufa'; drop table laws"] }), { 'p0.r0.laws': 'unknown-law' }],
    [row({ fields: ['玄学'] }), { 'p0.r0.laws': 'unknown-law' }],
    [row({ topics: '题'.repeat(31) }), { 'p0.r0.topics': 'topics' }],
    [draft({ nameZh: '', parts: [part] }), { nameZh: 'name-length' }],
    [draft({ minutes: '0' }), { minutes: 'whole-number' }],
    [draft({ passPoints: '30.01' }), { passPoints: 'above-full' }],
    [draft({ passPoints: 'NaN' }), { passPoints: 'points' }],
    [draft({ exposureDays: '30' }), { exposure: 'exposure' }],
    [draft({ parts: [{ ...part, points: '-1' }] }), { 'p0.points': 'points' }],
    [draft({ parts: [{ ...part, mix: { easy: '0', medium: '0', hard: '0' } }] }), { 'p0.mix': 'mix' }],
    [
      draft({ parts: [{ ...part, kind: 'case' }] }),
      { 'p0.r0.questions': 'questions', 'p0.r1.questions': 'questions' },
    ],
    [
      draft({
        parts: Array.from({ length: 12 }, () => ({ ...part, rows: [{ ...part.rows[0]!, count: '500' }] })),
      }),
      { total: 'too-many-items' },
    ],
  ]
  for (const [sent, faults] of cases) {
    const done = await createBlueprint(administrator, sent)
    expect(done).toMatchObject({ ok: false, refusal: 'faulty', faults })
  }
  expect(await db.$count(blueprints)).toBe(before)

  // What a browser shows as text is kept as text.
  const markup = '<script>alert(1)</script>'
  const { view } = await made(administrator, { nameZh: markup })
  expect(view.nameZh).toBe(markup)
})

test('a branch of law beside a law of another one means either', async ({ db }) => {
  await installBasicBank(db)
  const { administrator } = await addRegion(db, ['market'])
  const environment = (await listLawFields(administrator)).find(({ name }) => name === '生态环境法')
  const rows = [{ ...part.rows[0]!, fields: ['生态环境法'], laws: ['xingzheng-chufa'] }]
  const { view } = await made(administrator, { parts: [{ ...part, rows }], passPoints: '10' })
  const ids = environment?.laws.map(({ id }) => id) ?? []
  expect(view.draft?.parts[0]?.rows[0]).toMatchObject({ fields: [], laws: [...ids, 'xingzheng-chufa'] })
})

test('the proof of a form names the cells and the departments that lack questions', async ({ db }) => {
  await installBasicBank(db)
  const { administrator } = await addRegion(db, ['market', 'water', 'education'])
  const template = examTemplates.find(({ id }) => id === 'own-law-online')
  if (!template) throw new Error('no template')
  const named = { nameZh: '', nameEn: '', durationMinutes: 60, passMarks: 8000 }
  const good = await proveDraft(administrator, draftOf(template.blueprint, named))
  expect(good.proof?.proof.departments.map(({ shortages }) => shortages)).toEqual([[], [], []])
  expect(good.proof?.proof.departments.map((one) => one.usesCommonInsteadOfOwn)).toEqual([false, false, true])
  expect(good.proof?.quotas[0]).toEqual({ easy: 6, medium: 10, hard: 4 })

  const rows = [{ ...part.rows[1]!, count: '100', difficulties: ['hard' as const] }]
  const bad = await proveDraft(administrator, draft({ parts: [{ ...part, rows }] }))
  const [market, water] = bad.proof?.proof.departments ?? []
  expect(market?.shortages).toMatchObject([
    { part: 0, cell: 0, kind: 'true-false', difficulty: 'hard', needed: 100 },
  ])
  expect(water?.shortages[0]?.available).toBeLessThan(market?.shortages[0]?.available ?? 0)
  expect(await proveDraft(administrator, draft({ passPoints: 'x' }))).toMatchObject({
    proof: null,
    faults: { passPoints: 'points' },
  })
})
