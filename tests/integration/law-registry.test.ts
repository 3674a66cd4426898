import { eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { compareVersions } from '#app/services/laws/compare-versions.ts'
import { importLaw } from '#app/services/laws/import-law.ts'
import { previewLaw } from '#app/services/laws/preview-law.ts'
import { readLaw } from '#app/services/laws/read-law.ts'
import { setLawEnd } from '#app/services/laws/set-law-end.ts'
import type { Db } from '#db/client.ts'
import { readArticle } from '#db/queries/laws.ts'
import { auditLog } from '#db/schema/audit.ts'
import { lawArticles, laws, lawVersions } from '#db/schema/laws.ts'
import { test } from '#tests/fixtures/database.ts'
import { inventedChanges, inventedLaw, inventedTexts } from '#tests/fixtures/invented-law.ts'
import { documentOf, docxOf } from '#tests/fixtures/law-docx.ts'

import {
  actionsOn,
  addBankStaff,
  addQuestionOn,
  askedOn,
  importBoth,
  newerImport,
  olderImport,
  today,
} from './law-fixture.ts'

const lawId = inventedLaw.id
const versionsIn = async (db: Db) =>
  (
    await db.select().from(lawVersions).where(eq(lawVersions.lawId, lawId)).orderBy(lawVersions.effectiveFrom)
  ).map(({ version, effectiveFrom, effectiveTo, articleCount }) => ({
    version,
    effectiveFrom,
    effectiveTo,
    articleCount,
  }))

test('a preview tells what was understood of pasted text and of a .docx, and writes nothing', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const file = docxOf(documentOf(inventedTexts.newer.trim().split('\n')))
  for (const source of [{ text: inventedTexts.newer }, { file }]) {
    expect(await previewLaw(author, source)).toMatchObject({
      ok: true,
      value: {
        title: inventedLaw.title,
        days: { promulgated: '2026-06-01', effectiveFrom: '2027-01-01' },
        articleCount: 10,
        problems: [],
        known: null,
        shown: [{ label: '第一条' }, { label: '第二条' }, { label: '第九条' }, { label: '第十条' }],
      },
    })
  }
  expect(await db.select().from(laws)).toEqual([])
  expect(await db.select().from(auditLog)).toEqual([])
})

test('hostile files are refused in words, and the thread that reads them ends with them', async ({ db }) => {
  const author = await addBankStaff(db, 'author')
  const cut = docxOf(documentOf(['第一条　甲。'])).slice(0, 200)
  expect(await previewLaw(author, { file: cut })).toEqual({ ok: false, refusal: 'broken-docx' })
  const deep = `${'<w:p>'.repeat(200_000)}${'</w:p>'.repeat(200_000)}`
  const nested = docxOf(documentOf([]).replace('<w:body>', `<w:body>${deep}`))
  expect(await previewLaw(author, { file: nested })).toMatchObject({ ok: false })
  expect(await previewLaw(author, { text: '没有条文' })).toEqual({ ok: false, refusal: 'no-articles' })
  expect(await previewLaw(author, { text: '第一条 甲。\n第一条 乙。' })).toEqual({
    ok: false,
    refusal: 'duplicate',
  })
  expect(await previewLaw(author, { text: `第一条 ${'甲'.repeat(20_001)}` })).toMatchObject({
    refusal: 'too-long-article',
  })
  const many = Array.from({ length: 3001 }, (_, index) => `第${index + 1}条 甲。`).join('\n')
  expect(await previewLaw(author, { text: many })).toEqual({ ok: false, refusal: 'too-many-articles' })
  expect(await previewLaw(author, { text: '甲'.repeat(800_000) })).toEqual({
    ok: false,
    refusal: 'too-large',
  })
  const reviewer = await addBankStaff(db, 'reviewer')
  expect(await previewLaw(reviewer, { text: inventedTexts.older })).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
})

test('a new law, then a future version: the older one ends the day before, and both are in the record', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  expect(await importLaw(author, olderImport, today)).toEqual({
    ok: true,
    value: { lawId, version: '2020-03-02', articles: 9, ended: null, as: 'new-version' },
  })
  expect(await importLaw(author, newerImport, today)).toMatchObject({
    ok: true,
    value: { version: '2026-06-01', ended: { version: '2020-03-02', effectiveTo: '2026-12-31' } },
  })
  expect(await versionsIn(db)).toEqual([
    { version: '2020-03-02', effectiveFrom: '2020-05-01', effectiveTo: '2026-12-31', articleCount: 9 },
    { version: '2026-06-01', effectiveFrom: '2027-01-01', effectiveTo: null, articleCount: 10 },
  ])
  expect(await readArticle(db, { lawId, version: '2026-06-01', label: '第四条' })).toMatchObject({
    position: 4,
    chapter: '第一章 总则',
    text: '公共阅览室每周开放的时间不得少于四十二小时，法定节假日应当开放。',
  })
  expect(await readArticle(db, { lawId, version: '2026-06-01', label: '第十一条' })).toBeNull()
  expect(await actionsOn(db, lawId)).toEqual(['law.imported', 'law.imported'])

  const view = await readLaw(author, lawId, { version: null, page: 1, today })
  expect(view).toMatchObject({
    ok: true,
    value: {
      versions: [
        { state: 'future' },
        { state: 'in-force', history: [expect.stringContaining('2020年3月2日')] },
      ],
      shown: { version: { version: '2020-03-02' }, pageCount: 1 },
    },
  })
  expect(await readLaw(author, 'nobody', { version: null, page: 1, today })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const proctor = await addBankStaff(db, 'proctor')
  expect(await readLaw(proctor, lawId, { version: null, page: 1, today })).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
})

test.for([
  ['a day that is none', { effectiveFrom: '2026-02-30' }, { effectiveFrom: 'not-a-day' }],
  ['a day with a time', { promulgated: '2026-06-01T00:00' }, { promulgated: 'not-a-day' }],
  ['a day beyond the calendar', { effectiveTo: '9999-99-99' }, { effectiveTo: 'not-a-day' }],
  ['taking effect before it was made', { effectiveFrom: '2020-03-01' }, { effectiveFrom: 'too-early' }],
  ['ending before it takes effect', { effectiveTo: '2020-04-30' }, { effectiveTo: 'too-early' }],
  ['verified tomorrow', { verifiedOn: '2026-11-26' }, { verifiedOn: 'in-the-future' }],
  ['verified before it was made', { verifiedOn: '2020-03-01' }, { verifiedOn: 'too-early' }],
  ['no source', { source: '' }, { source: 'length' }],
  ['an identifier of other signs', { newId: '阅览室; drop' }, { newId: 'not-an-id' }],
  ['no title', { title: '' }, { title: 'length' }],
  ['problems that nobody has looked at', { text: olderImport.text.replace('第八条', '第十八条') }, { problemsSeen: 'not-seen' }],
] as const)('%s is a fault, and nothing is written', async ([, change, faults], { ownDatabase }) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  expect(await importLaw(author, { ...olderImport, ...change }, today)).toMatchObject({
    ok: false,
    refusal: 'faulty',
    faults: expect.objectContaining(faults),
  })
  expect(await db.select().from(laws)).toEqual([])
}) // prettier-ignore

test('what does not fit the registry is refused: overlaps, other days, a name or an identifier that is taken', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  await importBoth(author)
  const before = await versionsIn(db)
  const refusals = [
    [{ ...newerImport, promulgated: '2026-07-01', effectiveFrom: '2027-01-01' }, 'overlap'],
    [{ ...newerImport, promulgated: '2026-05-01', effectiveFrom: '2026-12-31' }, 'overlap'],
    [{ ...newerImport, effectiveFrom: '2027-02-01' }, 'other-days'],
    [{ ...newerImport, lawId: 'nobody' }, 'not-found'],
    [olderImport, 'known-law'],
    [{ ...olderImport, short: '另一部法', title: '另一部法律' }, 'id-taken'],
    [newerImport, 'unchanged'],
  ] as const
  for (const [said, refusal] of refusals)
    expect(await importLaw(author, said, today)).toEqual({ ok: false, refusal })
  const reviewer = await addBankStaff(db, 'reviewer')
  expect(await importLaw(reviewer, newerImport, today)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await versionsIn(db)).toEqual(before)
})

test('the text of a version that was registered without one is added, and keeps its days', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const { short, title, id } = inventedLaw
  await db.insert(laws).values({ id, short, title })
  await db.insert(lawVersions).values({
    ...{ lawId, version: '2020-03-02', promulgated: '2020-03-02', effectiveFrom: '2020-05-01', effectiveTo: '2026-12-31' },
    ...{ articleCount: 1, verifiedOn: '2026-01-01', source: '登记' },
  })
  const said = { ...olderImport, lawId }
  expect(await importLaw(author, said, today)).toMatchObject({ ok: true, value: { as: 'text', articles: 9 } })
  expect(await versionsIn(db)).toMatchObject([{ effectiveTo: '2026-12-31', articleCount: 9 }])
}) // prettier-ignore

test('a text may be corrected, but not in an article that a question rests on', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  await importBoth(author)
  await addQuestionOn(db, '第七条')
  const corrected = (from: string, to: string) => ({
    ...olderImport,
    lawId,
    text: olderImport.text.replace(from, to),
  })
  expect(await importLaw(author, corrected('吸烟', '抽烟'), today)).toEqual({
    ok: false,
    refusal: 'cited',
    articles: ['第七条'],
  })
  expect(await importLaw(author, corrected('三十五小时', '三十六小时'), today)).toMatchObject({
    ok: true,
    value: { as: 'correction' },
  })
  expect(await readArticle(db, { lawId, version: '2020-03-02', label: '第三条' })).toMatchObject({
    text: expect.stringContaining('三十六小时'),
  })
  expect(await db.select().from(lawArticles).where(eq(lawArticles.version, '2020-03-02'))).toHaveLength(9)
})

test('a repeal takes its questions out of assembly with the day after its last one, and can be corrected', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  await importLaw(author, olderImport, today)
  const { questionId } = await addQuestionOn(db, '第一条')
  const end = { lawId, version: '2020-03-02', effectiveTo: '2026-08-14', reason: '示例决定' }
  expect(await setLawEnd(author, end)).toEqual({ ok: true, value: null })
  expect(await askedOn(db, '2026-08-14', questionId)).toHaveLength(1)
  expect(await askedOn(db, '2026-08-15', questionId)).toEqual([])
  for (const [change, refusal] of [
    [{ effectiveTo: '2026-08-14' }, 'unchanged'],
    [{ effectiveTo: '2020-04-30' }, 'too-early'],
    [{ effectiveTo: '2026-02-29' }, 'not-a-day'],
    [{ reason: ' ' }, 'no-reason'],
    [{ version: '1999-01-01' }, 'not-found'],
  ] as const)
    expect(await setLawEnd(author, { ...end, ...change })).toEqual({ ok: false, refusal })
  expect(await setLawEnd(author, { ...end, effectiveTo: '' })).toEqual({ ok: true, value: null })
  expect(await askedOn(db, '2026-08-15', questionId)).toHaveLength(1)
  await importLaw(author, newerImport, today)
  expect(await setLawEnd(author, { ...end, effectiveTo: '2027-01-01' })).toEqual({
    ok: false,
    refusal: 'overlap',
  })
  expect(await setLawEnd(author, { ...end, effectiveTo: '' })).toEqual({ ok: false, refusal: 'overlap' })
  const reviewer = await addBankStaff(db, 'reviewer')
  expect(await setLawEnd(reviewer, end)).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('two versions are compared side by side, by kind and page, with the words marked', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  await importBoth(author)
  const wanted = { lawId, from: '2020-03-02', to: '2026-06-01', kind: null, page: 1 }
  const all = await compareVersions(author, wanted)
  if (!all.ok) throw new Error(all.refusal)
  expect(all.value.rows.map(({ from, to, kind }) => [from, to, kind])).toEqual(inventedChanges)
  const changed = await compareVersions(author, { ...wanted, kind: 'changed' })
  if (!changed.ok) throw new Error(changed.refusal)
  expect(changed.value).toMatchObject({ total: 2, counts: { split: 2, merged: 2, gone: 1, new: 2 } })
  const [row] = changed.value.rows
  expect(row?.newer.filter((part) => part.changed).map(({ text }) => text)).toEqual([
    expect.stringContaining('四十二'),
  ])
  expect(await compareVersions(author, { ...wanted, to: '2030-01-01' })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  await db.delete(lawArticles).where(eq(lawArticles.version, '2020-03-02'))
  expect(await compareVersions(author, wanted)).toEqual({ ok: false, refusal: 'no-text' })
})
