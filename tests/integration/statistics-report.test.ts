import { eq } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { expect } from 'vitest'

import { reportWords } from '#app/components/statistics/report-words.ts'
import type { Ratio } from '#app/domain/rates.ts'
import { exportStatistics } from '#app/services/reports/export-statistics.ts'
import type { NamedReader } from '#app/services/statistics/scope.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { test } from '#tests/fixtures/database.ts'

import { addAccount, addCampaign, addExam, addTree, enter, idle, newPerson } from './statistics-fixture.ts'

const handedIn = (score: number) => [{ registration: 0, tryNo: 1, state: 'handed-in', score } as const]

async function city(db: Db) {
  const tree = await addTree(db)
  const campaign = await addCampaign(db, tree.city.id)
  const exam = await addExam(db, campaign)
  const absentee = newPerson(tree.budget.id, { name: '缺考甲' })
  await enter(db, { campaign, exam }, [
    idle(tree.finance.id, { attempts: handedIn(9500), credits: { total: 100, compulsory: 60 } }),
    idle(tree.finance.id, { attempts: handedIn(6667) }),
    idle(tree.budget.id, { person: absentee }),
    idle(tree.eastTax.id, { attempts: handedIn(3000) }),
    idle(tree.west.id),
    idle(tree.city.id),
    idle(tree.audit.id, { class: 'exempt' }),
  ])
  const accountId = await addAccount(db, '制表员')
  const by: NamedReader = {
    db,
    accountId,
    name: '制表员',
    viewer: { roles: [{ role: 'administrator', unitId: null }] },
  }
  return { tree, exam, by, absentee }
}

async function workbook(
  by: NamedReader,
  request: Parameters<typeof exportStatistics>[1],
  locale: 'zh-CN' | 'en' = 'zh-CN',
) {
  const exported = await exportStatistics(by, request, (view) => reportWords(view, locale))
  if (!exported.ok) throw new Error(exported.refusal)
  const [table, absent] = await readExcelFile(exported.value.content)
  return { ...exported.value, table, absent }
}

/** A rate as the sheet must hold it: cut to what is printed, "—" without a denominator. */
const fraction = ({ numerator, denominator }: Ratio) =>
  denominator === 0 ? '—' : Math.floor((numerator * 10_000) / denominator) / 10_000
const mean = ({ numerator, denominator }: Ratio) =>
  denominator === 0 ? '—' : Math.floor(numerator / denominator) / 100

test('every number of the workbook is the service’s', async ({ db }) => {
  const { exam, by } = await city(db)
  const { view, table } = await workbook(by, { examId: exam.id, depth: 2 })
  const lines = [
    ...view.rows.map((row, index) => ({ ...row, number: index + 1 })),
    { ...view.total, number: null },
  ]
  const written = table?.data.slice(3, 3 + lines.length).map((row) => [row[0], ...row.slice(2)])
  expect(written).toEqual(
    lines.map(({ number, counts, rates }) => [
      number,
      counts.roll,
      counts.exempt,
      counts.due,
      counts.studied,
      fraction(rates.study),
      counts.sat,
      counts.due - counts.sat,
      fraction(rates.participation),
      counts.passed,
      fraction(rates.pass),
      counts.excellent,
      fraction(rates.excellence),
      mean(rates.meanScore),
      counts.voided,
      fraction(rates.firstPass),
      counts.makeUpSat,
      counts.makeUpPassed,
      fraction(rates.makeUpPass),
    ]),
  )
  // Not a table of nothing: two of three sat in the one, and nobody is due in the other.
  expect(written?.some((row) => row.includes(0.6666))).toBe(true)
  expect(written?.some((row) => row.includes('—'))).toBe(true)
})

test('the layout is the one offices expect', async ({ db }) => {
  const { exam, by } = await city(db)
  const { view, table, fileName } = await workbook(by, { examId: exam.id })
  const rows = table?.data ?? []
  expect(rows[0]?.[0]).toBe('云川市学法考法情况统计表（网上统一考试）')
  expect(rows[1]?.filter((cell) => cell !== null)).toEqual([
    '填报单位：云川市',
    expect.stringMatching(/^统计截止时间：\d{4}年/),
    '单位：人',
  ])
  expect(rows[2]?.slice(0, 2)).toEqual(['序号', '单位'])
  const names = rows.slice(3, 3 + view.rows.length + 1).map((row) => row[1])
  expect(names).toEqual(['云川市本级', '财政局', '审计局', '东县', '西县', '合计'])
  const after = rows.slice(3 + view.rows.length + 1).map((row) => row.find((cell) => cell !== null))
  expect(after.slice(0, 2)).toEqual(['制表人：', '口径说明'])
  expect(after.some((note) => String(note).includes('通过率＝合格人数÷应考人数'))).toBe(true)
  expect(fileName).toMatch(/^云川市-网上统一考试-统计表-\d{4}-\d{2}-\d{2}\.xlsx$/)
})

test('the second sheet lists who has not sat, with the employee number as text', async ({ db }) => {
  const { exam, by, tree, absentee } = await city(db)
  const { absent } = await workbook(by, { examId: exam.id, unitId: tree.finance.id })
  expect(absent?.data.slice(1)).toEqual([
    ['序号', '姓名', '工号', '单位'],
    [1, '缺考甲', absentee.employeeNo, '财政局 预算科'],
  ])
})

test('it is English for an English reader', async ({ db }) => {
  const { exam, by } = await city(db)
  const { table, absent } = await workbook(by, { examId: exam.id }, 'en')
  expect(table?.data[2]?.slice(0, 3)).toEqual(['No.', 'Unit', 'On roll'])
  expect(JSON.stringify([table?.data[2], absent?.data[1]])).not.toMatch(/[\u4e00-\u9fff]/)
})

test('an export is audited; nobody exports another’s region', async ({ db }) => {
  const { exam, by, tree } = await city(db)
  await workbook(by, { examId: exam.id, unitId: tree.east.id })
  const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, exam.id))
  expect(rows).toMatchObject([
    { action: 'statistics.exported', actorId: by.accountId, unitId: tree.east.id, detail: { names: 0 } },
  ])
  const west: NamedReader = { ...by, viewer: { roles: [{ role: 'administrator', unitId: tree.west.id }] } }
  const refused = await exportStatistics(west, { examId: exam.id, unitId: tree.east.id }, (view) =>
    reportWords(view, 'en'),
  )
  expect(refused).toEqual({ ok: false, refusal: 'not-allowed' })
})
