import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { describe, expect } from 'vitest'

import { itemSheetWords } from '#app/components/items/item-sheet-words.ts'
import { listFlaggedQuestions } from '#app/services/item-statistics/list-flagged-questions.ts'
import { readExamItems } from '#app/services/item-statistics/read-exam-items.ts'
import { readQuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { exportItems } from '#app/services/reports/export-items.ts'
import { auditLog } from '#db/schema/audit.ts'
import { exams } from '#db/schema/campaigns.ts'
import { test } from '#tests/fixtures/database.ts'

import {
  addQuestion,
  byCode,
  ladder,
  newExam,
  newReader,
  pooledOf,
  type Reader,
  readItems,
  rowOf,
  sit,
} from './item-statistics-fixture.ts'
import { addTree } from './statistics-fixture.ts'

describe('who may see what', () => {
  test('authors and reviewers see stems; administrators of the region do not', async ({ db }) => {
    const { exam, items, unitId, tree } = await newExam(db)
    await sit(db, { exam, items, unitId }, ladder)
    for (const role of ['author', 'reviewer'] as const) {
      const view = await readItems(await newReader(db, [role, null]), exam.id)
      expect(view.seesContent).toBe(true)
      expect(view.figures?.rows.every(({ stem }) => stem?.startsWith('题干'))).toBe(true)
    }
    const administrator = await newReader(db, ['administrator', tree.city.id])
    const view = await readItems(administrator, exam.id)
    expect(view.seesContent).toBe(false)
    expect(view.figures?.rows).toHaveLength(4)
    expect(JSON.stringify(view)).not.toContain('题干')
    expect(view.figures?.rows.every(({ stem }) => stem === null)).toBe(true)
  })

  test('flags name no option to an administrator', async ({ db }) => {
    const { exam, items, unitId, tree, author } = await newExam(db)
    // The good choose B on the first item.
    const sitters = Array.from({ length: 40 }, (_, place) => ({
      chosen: place < 20 ? [['B'], ['A'], ['A'], ['A']] : [['A'], ['B'], place % 2 ? ['B'] : ['A'], ['B']],
    }))
    await sit(db, { exam, items, unitId }, sitters)
    const [item] = items
    if (!item) throw new Error('no items')
    expect((await rowOf(author, exam.id, item)).flags[0]).toEqual({ name: 'key-doubtful', options: ['B'] })
    const administrator = await newReader(db, ['administrator', tree.city.id])
    const { figures } = await readItems(administrator, exam.id)
    expect(figures?.rows.flatMap(({ flags }) => flags)).toContainEqual({ name: 'key-doubtful', options: [] })
    expect(figures?.rows.flatMap(({ flags }) => flags.flatMap(({ options }) => options))).toEqual([])
  })

  test('another region’s exam does not exist; a part of the region is not enough; others are refused', async ({
    db,
  }) => {
    const { exam, tree } = await newExam(db)
    const elsewhere = await addTree(db)
    const ask = async (...roles: Parameters<typeof newReader>[1][]) =>
      readExamItems(await newReader(db, ...roles), { examId: exam.id, sorting: byCode, page: 1 })
    expect(await ask(['administrator', elsewhere.city.id])).toEqual({ ok: false, refusal: 'not-found' })
    expect(await ask(['administrator', tree.east.id])).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await ask(['liaison', tree.audit.id])).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await ask(['auditor', null])).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await ask()).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await ask(['administrator', null])).toMatchObject({ ok: true })
    const author = await newReader(db, ['author', null])
    for (const examId of [randomUUID(), 'x'])
      expect(await readExamItems(author, { examId, sorting: byCode, page: 1 })).toMatchObject({
        refusal: 'not-found',
      })
    await db.update(exams).set({ publishedAt: null }).where(eq(exams.id, exam.id))
    expect(await ask(['administrator', tree.city.id])).toEqual({ ok: false, refusal: 'not-found' })
  })

  test('the workbook has every item, and stems only for those who may read them; its export is written down', async ({
    db,
  }) => {
    const { exam, items, unitId, tree, author } = await newExam(db)
    await sit(db, { exam, items, unitId }, ladder)
    const administrator = await newReader(db, ['administrator', tree.city.id])
    const sheetOf = async (reader: Reader, locale: 'zh-CN' | 'en') => {
      const wanted = { examId: exam.id, sorting: byCode }
      const exported = await exportItems(reader, wanted, (view) => itemSheetWords(view, locale))
      if (!exported.ok) throw new Error(exported.refusal)
      const [sheet] = await readExcelFile(exported.value.content)
      return { ...exported.value, rows: sheet?.data ?? [] }
    }
    const full = await sheetOf(author, 'zh-CN')
    expect(full.fileName).toMatch(/^网上统一考试-试题分析-.*\.xlsx$/)
    expect(full.rows[2]?.at(-1)).toBe('题目')
    expect(full.rows.filter((row) => String(row.at(-1)).startsWith('题干'))).toHaveLength(4)
    const facility = full.rows[2]?.indexOf('得分率') ?? -1
    expect(
      full.rows
        .slice(3, 7)
        .map((row) => row[facility])
        .sort(),
    ).toEqual([0.2, 0.4, 0.6, 0.8])

    const figures = await sheetOf(administrator, 'en')
    expect(figures.rows[2]).not.toContain('Question')
    expect(JSON.stringify(figures.rows)).not.toContain('题干')
    const written = await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.actorId, administrator.accountId))
    expect(written).toEqual([{ action: 'item-statistics.exported' }])
    const empty = await newExam(db)
    expect(
      await exportItems(author, { examId: empty.exam.id, sorting: byCode }, (view) =>
        itemSheetWords(view, 'en'),
      ),
    ).toEqual({ ok: false, refusal: 'no-figures' })
  })

  test('a question’s figures are for authors and reviewers', async ({ db }) => {
    const { items, tree } = await newExam(db)
    const [item] = items
    for (const role of ['administrator', 'auditor', 'liaison'] as const) {
      const reader = await newReader(db, [role, tree.city.id])
      expect(await readQuestionFigures(reader, item?.questionId ?? '')).toEqual({
        ok: false,
        refusal: 'not-found',
      })
      expect(await listFlaggedQuestions(reader, { urgency: 0, page: 1 })).toEqual({
        ok: false,
        refusal: 'not-allowed',
      })
    }
    const author = await newReader(db, ['author', null])
    expect(await readQuestionFigures(author, randomUUID())).toMatchObject({ refusal: 'not-found' })
    expect(await readQuestionFigures(author, '1 or 1=1')).toMatchObject({ refusal: 'not-found' })
  })

  test('every reading is written down', async ({ db }) => {
    const { exam, items, author, unitId } = await newExam(db)
    await sit(db, { exam, items, unitId }, ladder)
    await readItems(author, exam.id)
    await pooledOf(author, items[0] ?? (await addQuestion(db)))
    await listFlaggedQuestions(author, { urgency: 0, page: 1 })
    const written = await db
      .select({ action: auditLog.action, unitId: auditLog.unitId })
      .from(auditLog)
      .where(eq(auditLog.actorId, author.accountId))
    expect(written.map(({ action }) => action).sort()).toEqual([
      'bank.figures-listed',
      'item-statistics.read',
      'question.figures-read',
    ])
  })
})
