import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { listFlaggedQuestions } from '#app/services/item-statistics/list-flagged-questions.ts'
import { refreshSummaries } from '#app/services/item-statistics/refresh-summaries.ts'
import { exams } from '#db/schema/campaigns.ts'
import { test } from '#tests/fixtures/database.ts'

import {
  addQuestion,
  correctKey,
  ladder,
  newExam,
  newReader,
  pooledOf,
  readItems,
  sit,
} from './item-statistics-fixture.ts'
import { addExam } from './statistics-fixture.ts'

describe('until results are released', () => {
  test('there are no figures of the exam, and none of it in a question’s', async ({ db }) => {
    const { exam, items, author, unitId, campaign } = await newExam(db)
    const [item] = items
    if (!item) throw new Error('no items')
    await sit(db, { exam, items, unitId }, ladder)
    await refreshSummaries(db, exam.id)
    const closesAt = new Date(Date.now() + 3_600_000)
    const withheld = await addExam(db, campaign, { release: 'after-close', closesAt })
    await sit(db, { exam: withheld, items, unitId }, ladder)
    await refreshSummaries(db, withheld.id)

    expect(await readItems(author, withheld.id)).toMatchObject({ figures: null, resultsFrom: closesAt })
    expect(await pooledOf(author, item)).toMatchObject({ withheld: 1, asked: { figures: { n: 10 } } })
    const { asked } = await pooledOf(author, item)
    expect(asked?.exams.map((one) => one.exam.id)).toEqual([exam.id])

    await db
      .update(exams)
      .set({ closesAt: new Date(Date.now() - 1000) })
      .where(eq(exams.id, withheld.id))
    // The release is a change: the lists of questions hold the exam from now on.
    expect(await refreshSummaries(db, withheld.id)).toBe('computed')
    expect(await readItems(author, withheld.id)).toMatchObject({ resultsFrom: null, figures: { total: 4 } })
    expect(await pooledOf(author, item)).toMatchObject({ withheld: 0, asked: { figures: { n: 20 } } })
  })
})

describe('a question’s figures', () => {
  test('are pooled over exams and over versions of the same wording', async ({ db }) => {
    const { exam, items, author, unitId, campaign } = await newExam(db)
    const [first, ...others] = items
    if (!first) throw new Error('no items')
    await sit(db, { exam, items, unitId }, ladder)
    // Another version, worded alike: a renumbered article. In another exam the candidates do better.
    const second = await addQuestion(db, { questionId: first.questionId, version: 2 })
    const later = await addExam(db, campaign, { lawDate: '2026-09-06' })
    await sit(db, { exam: later, items: [second, ...others], unitId }, [
      ...ladder,
      ...Array.from({ length: 10 }, () => ({ chosen: [['A'], ['A'], ['B'], null] })),
    ])
    for (const { id } of [exam, later]) await refreshSummaries(db, id)

    const { asked, question } = await pooledOf(author, first)
    expect(question).toMatchObject({ newestVersion: 2 })
    expect(asked).toMatchObject({
      ...{ version: 2, papers: 30, everything: null },
      figures: { n: 30, facility: (2 + 2 + 10) / 30, time: { n: 30 } },
    })
    expect(asked?.exams.map(({ version, pooled, figures }) => [version, pooled, figures.n])).toEqual([
      [2, true, 20],
      [1, true, 10],
    ])
    const chosen = Object.fromEntries((asked?.chosen ?? []).map(({ id, n }) => [id, n]))
    expect(chosen).toEqual({ A: 14, B: 16, C: 0, D: 0, '': 0 })
    const listed = await listFlaggedQuestions(author, { urgency: 0, page: 1 })
    expect(listed.ok && listed.value.questions).toContainEqual(
      expect.objectContaining({ questionId: first.questionId, version: 2, attempts: 30, exams: 2 }),
    )
  })

  test('keep another wording, and another key, apart', async ({ db }) => {
    const { exam, items, author, unitId, campaign } = await newExam(db)
    const [first, ...others] = items
    if (!first) throw new Error('no items')
    await sit(db, { exam, items, unitId }, ladder)
    const reworded = await addQuestion(db, {
      ...{ questionId: first.questionId, version: 2 },
      options: ['A', 'B', 'C', 'D'].map((id) => ({ id, text: `改写后的选项${id}` })),
    })
    const later = await addExam(db, campaign, { lawDate: '2026-09-06' })
    await sit(db, { exam: later, items: [reworded, ...others], unitId }, ladder.slice(0, 8))
    for (const { id } of [exam, later]) await refreshSummaries(db, id)
    const { asked } = await pooledOf(author, first)
    expect(asked).toMatchObject({ version: 2, figures: { n: 8 }, everything: { n: 18 } })
    expect(asked?.exams.map(({ version, pooled }) => [version, pooled])).toEqual([
      [2, true],
      [1, false],
    ])

    const [, same] = items
    if (!same) throw new Error('no items')
    await correctKey(db, later.id, { versionId: same.versionId, newKey: ['B'] })
    await refreshSummaries(db, later.id)
    const fixed = await pooledOf(author, same)
    expect(fixed.asked).toMatchObject({ key: ['B'], figures: { n: 8 }, everything: { n: 18 } })
  })

  test('of a question never asked say so', async ({ db }) => {
    const author = await newReader(db, ['author', null])
    expect(await pooledOf(author, await addQuestion(db))).toMatchObject({ withheld: 0, asked: null })
  })
})

test('questions to look at come with the gravest first, and can be asked for by their flag', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const { exam, items, unitId, author } = await newExam(db)
  for (let more = 0; more < 3; more += 1) items.push(await addQuestion(db))
  // The good choose B on the first item; everybody knows the next two.
  const sitters = Array.from({ length: 40 }, (_, place) => ({
    chosen: place < 20 ? ['B', ...'AAAAAA'].map((id) => [id]) : [...'AAABBBB'].map((id) => [id]),
  }))
  await sit(db, { exam, items, unitId }, sitters)
  await refreshSummaries(db, exam.id)
  const listed = async (request: Parameters<typeof listFlaggedQuestions>[1]) => {
    const view = await listFlaggedQuestions(author, request)
    if (!view.ok) throw new Error(view.refusal)
    return view.value
  }
  const urgent = await listed({ urgency: 3, page: 1 })
  expect(urgent.questions.map(({ questionId }) => questionId)).toEqual([items[0]?.questionId])
  expect(urgent.counts).toContainEqual({ urgency: 3, questions: 1 })
  const all = await listed({ urgency: 0, page: 1 })
  expect(all.questions.map(({ urgency }) => urgency)).toEqual([3, 1, 1, 0, 0, 0, 0])
  const easy = await listed({ urgency: 0, flag: 'easy', page: 1 })
  expect(easy.questions.map(({ questionId }) => questionId).sort()).toEqual(
    [items[1]?.questionId, items[2]?.questionId].sort(),
  )
})
