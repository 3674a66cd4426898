import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { refreshStale } from '#app/services/item-statistics/refresh-stale.ts'
import { refreshSummaries } from '#app/services/item-statistics/refresh-summaries.ts'
import { attempts } from '#db/schema/attempts.ts'
import { examSummaries, itemSummaries } from '#db/schema/item-analysis.ts'
import { test } from '#tests/fixtures/database.ts'

import { correctKey, ladder, newExam, readItems, rowOf, sit } from './item-statistics-fixture.ts'

describe('the figures of an exam', () => {
  test('are those of its handed-in attempts', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    await sit(db, { exam, items, unitId }, ladder)
    const { figures } = await readItems(author, exam.id)
    expect(figures).toMatchObject({ papers: 10, stale: false, total: 4, test: { attempts: 10, items: 4 } })
    const [first, last] = [items[0], items[3]]
    if (!first || !last) throw new Error('no items')
    expect(await rowOf(author, exam.id, first)).toMatchObject({
      ...{ attempts: 10, papers: 10, stem: `题干 ${first.questionId}` },
      figures: { n: 10, facility: 0.2, blank: 0, time: { n: 10, median: 30 } },
    })
    expect(await rowOf(author, exam.id, last)).toMatchObject({ figures: { facility: 0.8 } })
    // The mean of the test is the mean of the scores on record.
    const scores = await db
      .select({ score: attempts.score })
      .from(attempts)
      .where(eq(attempts.examId, exam.id))
    const mean = scores.reduce((sum, { score }) => sum + (score ?? 0), 0) / scores.length
    expect(figures?.test.mean).toBe(mean)
    const [stored] = await db
      .select()
      .from(itemSummaries)
      .where(eq(itemSummaries.questionVersionId, first.versionId))
    expect(stored).toMatchObject({ attempts: 10, papers: 10, sums: { n: 10, right: 2 } })
  })

  test('leave out open, void and annulled attempts, and all but the first of a person', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    const [item] = items
    if (!item) throw new Error('no items')
    const right = { chosen: [['A'], ['A'], ['A'], ['A']] }
    const wrong = { chosen: [['B'], ['B'], ['B'], ['B']] }
    await sit(db, { exam, items, unitId }, [
      ...ladder.slice(0, 6),
      { ...right, state: 'void' },
      { ...right, state: 'answering' },
      // Annulled for a fault, sat again: the second is the first that counts.
      { ...right, person: 1, state: 'annulled' },
      { ...wrong, person: 1, tryNo: 2 },
      { ...wrong, person: 2 },
      { ...right, person: 2, tryNo: 2 },
    ])
    const { figures } = await readItems(author, exam.id)
    expect(figures).toMatchObject({ papers: 12, test: { attempts: 8 } })
    // Exposure counts every paper, sat or not.
    expect(await rowOf(author, exam.id, item)).toMatchObject({
      ...{ attempts: 8, papers: 12 },
      figures: { n: 8, facility: 2 / 8 },
    })
  })

  test('are made again after a late hand-in, a void and a corrected key, and not without a change', async ({
    db,
  }) => {
    const { exam, items, author, unitId } = await newExam(db)
    const [item] = items
    if (!item) throw new Error('no items')
    await sit(db, { exam, items, unitId }, ladder)
    expect((await rowOf(author, exam.id, item)).figures.facility).toBe(0.2)
    expect(await refreshSummaries(db, exam.id)).toBe('fresh')

    const [late] = await sit(db, { exam, items, unitId }, [{ chosen: [['A'], null, null, null] }])
    expect((await rowOf(author, exam.id, item)).figures).toMatchObject({ n: 11, facility: 3 / 11 })
    await db
      .update(attempts)
      .set({ state: 'void', voidedAt: new Date(), voidReason: '作弊' })
      .where(eq(attempts.id, late ?? ''))
    expect((await rowOf(author, exam.id, item)).figures).toMatchObject({ n: 10, facility: 0.2 })

    await correctKey(db, exam.id, { versionId: item.versionId, newKey: ['B'] })
    expect((await rowOf(author, exam.id, item)).figures.facility).toBe(0.8)
  })

  test('of a void item are not given, and it is in nobody’s rest of the paper', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    const [first, second] = items
    if (!first || !second) throw new Error('no items')
    await sit(db, { exam, items, unitId }, ladder)
    await correctKey(db, exam.id, { versionId: first.versionId, newKey: null })
    expect(await rowOf(author, exam.id, first)).toMatchObject({
      ...{ attempts: 10, flags: [] },
      figures: { n: 0, facility: 'void', pointBiserial: 'void' },
    })
    const alone = await newExam(db)
    await sit(
      db,
      { ...alone, items: items.slice(1) },
      ladder.map(({ chosen }) => ({ chosen: chosen.slice(1) })),
    )
    const { figures: same } = await rowOf(author, alone.exam.id, second)
    expect((await rowOf(author, exam.id, second)).figures).toMatchObject({
      ...{ pointBiserial: same.pointBiserial, discrimination: same.discrimination },
    })
    const { figures } = await readItems(author, exam.id)
    // It brings its marks to everyone: the mean of the scores holds it.
    expect(figures?.test.mean).toBe(100 + 100 * (0.4 + 0.6 + 0.8))
  })

  test('of fewer than five candidates are not given', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    await sit(db, { exam, items, unitId }, ladder.slice(0, 4))
    const { figures } = await readItems(author, exam.id)
    expect(figures?.test).toMatchObject({ attempts: 4, mean: 'too-few', alpha: 'too-few' })
    expect(figures?.rows[0]?.figures).toMatchObject({ n: 4, facility: 'too-few' })
  })

  test('do not exist before anybody has sat', async ({ db }) => {
    const { exam, author } = await newExam(db)
    expect(await readItems(author, exam.id)).toMatchObject({ attempts: 0, figures: null, resultsFrom: null })
  })

  test('of a large exam are left to the upkeep, which makes those that are out of date', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    const many = Array.from({ length: 2001 }, () => ({ chosen: [['A'], null, null, null] }))
    await sit(db, { exam, items, unitId }, many)
    expect(await readItems(author, exam.id)).toMatchObject({ attempts: 2001, figures: null })
    expect(await refreshStale(db)).toBeGreaterThan(0)
    expect(await readItems(author, exam.id)).toMatchObject({
      figures: { stale: false, test: { attempts: 2001 } },
    })
    await sit(db, { exam, items, unitId }, ladder)
    // Just made: what is newer waits, and the page says so.
    await refreshStale(db)
    expect(await readItems(author, exam.id)).toMatchObject({
      figures: { stale: true, test: { attempts: 2001 } },
    })
    await db
      .update(examSummaries)
      .set({ computedAt: new Date(Date.now() - 2 * 3_600_000) })
      .where(eq(examSummaries.examId, exam.id))
    await refreshStale(db)
    expect(await readItems(author, exam.id)).toMatchObject({
      figures: { stale: false, test: { attempts: 2011 } },
    })
  })
})
