import { eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { carryOver } from '#app/services/laws/carry-over.ts'
import { listAffectedLaws } from '#app/services/laws/count-affected.ts'
import { importLaw } from '#app/services/laws/import-law.ts'
import { type AffectedView, readAffected } from '#app/services/laws/list-affected.ts'
import { setLawEnd } from '#app/services/laws/set-law-end.ts'
import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import { approveBatch } from '#app/services/questions/review-question.ts'
import { takeSteps } from '#app/services/questions/take-step.ts'
import { questionVersions } from '#db/schema/bank.ts'
import { lawArticles } from '#db/schema/laws.ts'
import { test } from '#tests/fixtures/database.ts'
import { inventedLaw } from '#tests/fixtures/invented-law.ts'

import {
  actionsOn,
  addBankStaff,
  addQuestionOn,
  askedOn,
  effectiveDay,
  importBoth,
  lastDay,
  newerImport,
  olderImport,
  today,
} from './law-fixture.ts'

const lawId = inventedLaw.id

async function read(staff: BankStaff, view: AffectedView['view'] | null = null): Promise<AffectedView> {
  const affected = await readAffected(staff, lawId, { view, page: 1, today })
  if (!affected.ok) throw new Error(affected.refusal)
  return affected.value
}

/** What ticking all rows of a view and pressing the button sends. */
const choicesOf = ({ rows }: AffectedView) =>
  rows.map(({ questionId, base, proposals }) => ({ questionId, base, article: proposals[0]?.label ?? '' }))

const keysOf = ({ rows }: AffectedView) =>
  rows.map(({ questionId, begun }) => ({ questionId, version: begun?.version ?? 0 }))

test('a question leaves assembly with the last day of its version and comes back with the new one, by the law date', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const reviewer = await addBankStaff(db, 'reviewer')
  await importLaw(author, olderImport, today)
  const { questionId } = await addQuestionOn(db, '第七条')
  expect(await askedOn(db, effectiveDay, questionId)).toHaveLength(1)

  expect(await importLaw(author, newerImport, today)).toMatchObject({ ok: true })
  const old = { version: 1, lawVersion: '2020-03-02', article: '第七条' }
  const carried = { version: 2, lawVersion: '2026-06-01', article: '第八条' }
  expect(await askedOn(db, lastDay, questionId)).toEqual([old])
  expect(await askedOn(db, effectiveDay, questionId)).toEqual([])

  expect(await carryOver(author, { lawId, choices: choicesOf(await read(author)), today })).toEqual({
    ok: true,
    value: { carried: 1 },
  })
  // Written, but nobody has approved it.
  expect(await askedOn(db, effectiveDay, questionId)).toEqual([])
  expect(await approveBatch(reviewer, keysOf(await read(reviewer)), '')).toEqual({
    ok: true,
    value: { approved: 1 },
  })
  // Approved months before the law takes effect: each day has its own version, no day has two.
  expect(await askedOn(db, '2020-04-30', questionId)).toEqual([])
  expect(await askedOn(db, '2020-05-01', questionId)).toEqual([old])
  expect(await askedOn(db, lastDay, questionId)).toEqual([old])
  expect(await askedOn(db, effectiveDay, questionId)).toEqual([carried])
  expect(await listAffectedLaws(author)).toEqual([])
  expect(await actionsOn(db, questionId)).toEqual(['question.carried-over', 'question.approved'])
})

test('what became of each article decides what is proposed, and numbers in the words follow', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  await importBoth(author)
  const renumbered = await addQuestionOn(db, '第七条', { explanation: `《${inventedLaw.short}》第七条禁止吸烟，这与第二条无关。` })
  const same = await addQuestionOn(db, '第一条')
  const changed = await addQuestionOn(db, '第三条')
  const split = await addQuestionOn(db, '第四条', { stem: '逾期不归还图书，提醒后十五日内仍不归还的，暂停借阅资格多久？' })
  const gone = await addQuestionOn(db, '第八条')
  const doubtful = await addQuestionOn(db, '第二条', { explanation: `《${inventedLaw.short}》第二条说明了含义，第八条与此不同。` })

  const ready = await read(author)
  expect(ready).toMatchObject({ view: 'ready', counts: { ready: 2, look: 3, none: 1, begun: 0 }, acts: { carry: true } })
  expect(ready.steps).toMatchObject([{ from: '2020-03-02', lastDay, state: 'in-force', to: { version: '2026-06-01' }, missing: null }])
  const codes = ({ rows }: AffectedView) => rows.map(({ code }) => code)
  expect(codes(ready)).toEqual([renumbered.code, same.code])
  const look = await read(author, 'look')
  expect(codes(look)).toEqual([changed.code, split.code, doubtful.code])
  expect(look.rows.map(({ proposals }) => proposals.map(({ label, kind }) => [label, kind]))).toEqual([
    [['第四条', 'changed']],
    [['第六条', 'split'], ['第五条', 'split']],
    [['第三条', 'renumbered']],
  ])
  expect(codes(await read(author, 'none'))).toEqual([gone.code])

  expect(await carryOver(author, { lawId, choices: choicesOf(ready), today })).toMatchObject({ ok: true, value: { carried: 2 } })
  const [written] = await db.select().from(questionVersions).where(eq(questionVersions.questionId, renumbered.questionId)).orderBy(questionVersions.version).offset(1)
  expect(written).toMatchObject({
    ...{ version: 2, state: 'in-review', origin: 'written', authorId: author.accountId, approverId: null },
    ...{ lawVersion: '2026-06-01', article: '第八条', key: ['B'] },
    explanation: `《${inventedLaw.short}》第八条禁止吸烟，这与第三条无关。`,
  })
  const begun = await read(author, 'begun')
  expect(begun.rows.map((row) => row.begun)).toMatchObject([
    { isOwn: true, mayApprove: false, isRenumbering: true },
    { isOwn: true, mayApprove: false, isRenumbering: true },
  ])
  expect(await listAffectedLaws(author)).toMatchObject([{ lawId, open: 4, begun: 2 }])
}) // prettier-ignore

test('fifty renumbered questions take one press of the author and one of the reviewer, who is another person', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const both = await addBankStaff(db, 'author', 'reviewer')
  const reviewer = await addBankStaff(db, 'reviewer')
  await importBoth(both)
  const made = []
  for (let index = 0; index < 50; index += 1) made.push(await addQuestionOn(db, '第七条'))
  const ready = await read(both)
  expect(ready.rows).toHaveLength(50)
  expect(await carryOver(both, { lawId, choices: choicesOf(ready), today })).toMatchObject({
    value: { carried: 50 },
  })

  const waiting = await read(reviewer)
  expect(waiting).toMatchObject({ view: 'begun', counts: { begun: 50 }, acts: { carry: false } })
  expect(waiting.rows.every(({ begun }) => begun?.mayApprove && begun.isRenumbering)).toBe(true)
  expect(await approveBatch(both, keysOf(waiting), '')).toMatchObject({ ok: false, refusal: 'own' })
  expect(await approveBatch(reviewer, keysOf(waiting), '条号核对无误')).toEqual({
    ok: true,
    value: { approved: 50 },
  })
  expect((await read(reviewer)).counts).toEqual({ ready: 0, look: 0, none: 0, begun: 0 })
  for (const { questionId } of made.slice(0, 3))
    expect(await askedOn(db, effectiveDay, questionId)).toMatchObject([{ article: '第八条' }])
})

test('a batch is carried over whole or not at all', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const reviewer = await addBankStaff(db, 'reviewer')
  await importBoth(author)
  const [one, other] = [await addQuestionOn(db, '第七条'), await addQuestionOn(db, '第一条')]
  const choice = { questionId: one.questionId, base: 1, article: '第八条' }
  const attempt = (staff: BankStaff, ...choices: (typeof choice)[]) =>
    carryOver(staff, { lawId, choices, today })
  expect(await attempt(reviewer, choice)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await attempt(author)).toEqual({ ok: false, refusal: 'none' })
  expect(await attempt(author, ...Array.from({ length: 501 }, () => choice))).toEqual({
    ok: false,
    refusal: 'too-many',
  })
  expect(await carryOver(author, { lawId: 'nobody', choices: [choice], today })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const second = { questionId: other.questionId, base: 1, article: '第一条' }
  for (const [wrong, refusal, code] of [
    [{ ...second, article: '第十一条' }, 'no-article', other.code],
    [{ ...second, article: "'; drop table laws" }, 'no-article', other.code],
    [{ ...second, base: 2 }, 'changed', other.code],
    [{ ...second, questionId: 'nobody' }, 'changed', null],
    [choice, 'twice', one.code],
  ] as const)
    expect(await attempt(author, choice, wrong)).toEqual({ ok: false, refusal, code })
  expect(await db.select().from(questionVersions)).toHaveLength(2)
  expect(await attempt(author, choice, second)).toEqual({ ok: true, value: { carried: 2 } })
  expect(await attempt(author, choice)).toEqual({ ok: false, refusal: 'changed', code: one.code })
})

test('without the texts questions are listed, and it is said which text is missing; a repeal has no successor', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const reviewer = await addBankStaff(db, 'reviewer')
  await importLaw(author, olderImport, today)
  const { questionId, code } = await addQuestionOn(db, '第一条')
  await setLawEnd(author, { lawId, version: '2020-03-02', effectiveTo: lastDay, reason: '示例决定废止' })
  expect(await read(author)).toMatchObject({ view: 'none', steps: [{ to: null, missing: 'repealed' }], rows: [{ code, proposals: [] }] })
  const choice = { questionId, base: 1, article: '第一条' }
  expect(await carryOver(author, { lawId, choices: [choice], today })).toMatchObject({ refusal: 'no-article' })

  await importLaw(author, newerImport, today)
  await db.delete(lawArticles).where(eq(lawArticles.version, '2020-03-02'))
  expect(await read(author)).toMatchObject({ steps: [{ missing: 'no-text', textsMissing: ['2020-03-02'] }] })

  const retire = (staff: BankStaff, comment: string) =>
    takeSteps(staff, [{ questionId, version: 1 }], { step: 'retired', comment })
  expect(await retire(author, '条文已删除')).toMatchObject({ refusal: 'not-allowed' })
  expect(await retire(reviewer, '')).toMatchObject({ refusal: 'no-comment' })
  expect(await retire(reviewer, '条文已删除')).toEqual({ ok: true, value: { taken: 1 } })
  expect(await askedOn(db, today, questionId)).toEqual([])
  expect(await listAffectedLaws(author)).toEqual([])
}) // prettier-ignore

test('the version that papers pin stays word for word; others than authors and reviewers see nothing', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const author = await addBankStaff(db, 'author')
  const reviewer = await addBankStaff(db, 'reviewer')
  const proctor = await addBankStaff(db, 'proctor')
  await importBoth(author)
  const { questionId } = await addQuestionOn(db, '第七条')
  const version = () => db.select().from(questionVersions).where(eq(questionVersions.version, 1))
  const before = await version()
  await carryOver(author, { lawId, choices: choicesOf(await read(author)), today })
  await approveBatch(reviewer, keysOf(await read(reviewer)), '')
  // And it stays approved, for exams up to the last day.
  expect(await version()).toEqual(before)
  expect(await askedOn(db, lastDay, questionId)).toHaveLength(1)
  expect(await readAffected(proctor, lawId, { view: null, page: 1, today })).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
  expect(await listAffectedLaws(proctor)).toEqual([])
})
