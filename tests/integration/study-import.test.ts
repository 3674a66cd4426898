import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import writeExcelFile from 'write-excel-file/node'

import type { NamedReader } from '#app/services/statistics/scope.ts'
import { readStatistics } from '#app/services/statistics/read-statistics.ts'
import { checkStudyFile, importStudyFile } from '#app/services/study/import-study.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { people, type accountRoles } from '#db/schema/organisation.ts'
import { campaigns, studyResults } from '#db/schema/campaigns.ts'
import { test } from '#tests/fixtures/database.ts'

import {
  addAccount,
  addCampaign,
  addExam,
  addTree,
  day,
  enter,
  idle,
  newPerson,
} from './statistics-fixture.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
type Role = (typeof accountRoles.$inferSelect)['role']

async function season(db: Db) {
  const tree = await addTree(db)
  const campaign = await addCampaign(db, tree.city.id)
  const exam = await addExam(db, campaign)
  const folk = [idle(tree.finance.id), idle(tree.finance.id), idle(tree.eastTax.id)]
  await enter(db, { campaign, exam }, folk)
  const joiner = newPerson(tree.finance.id)
  await db.insert(people).values(joiner)
  const reader = async (role: Role, unitId: string | null): Promise<NamedReader> => {
    const accountId = await addAccount(db, '导入员')
    return { db, accountId, name: '导入员', viewer: { roles: [{ role, unitId }] } }
  }
  return { tree, campaign, exam, joiner, numbers: folk.map(({ person }) => person.employeeNo), folk, reader }
}

const kept = (db: Db, campaignId: string) =>
  db.select().from(studyResults).where(eq(studyResults.campaignId, campaignId)).orderBy(studyResults.personId)

test('a check changes nothing, an import writes the good rows, the same file again changes nothing', async ({
  db,
}) => {
  const { campaign, exam, numbers, joiner, reader, tree } = await season(db)
  const by = await reader('administrator', tree.city.id)
  const file = bytes(
    `工号,总学分,必修学分\n${numbers[0]},100,60\n${numbers[1]},80,60\n${numbers[2]},abc,60\n${joiner.employeeNo},100,60\nNOBODY,1,1\n`,
  )
  const upload = { campaignId: campaign.id, file }

  const check = await checkStudyFile(by, upload)
  if (!check.ok) throw new Error(check.refusal)
  expect(check.value.shown.map(({ line, verdict }) => [line, verdict])).toEqual([
    [2, 'new'],
    [3, 'new'],
    [4, 'not-a-number'],
    [5, 'not-on-roll'],
    [6, 'unknown-number'],
  ])
  expect(await kept(db, campaign.id)).toEqual([])

  const imported = await importStudyFile(by, { ...upload, digest: check.value.digest })
  expect(imported.ok && imported.value.written).toBe(2)
  const view = await readStatistics(by, { examId: exam.id })
  expect(view.ok && view.value.total.rates.study).toEqual({ numerator: 1, denominator: 3 })

  const before = await kept(db, campaign.id)
  const again = await importStudyFile(by, { ...upload, digest: check.value.digest })
  expect(again.ok && again.value).toMatchObject({ written: 0, counts: { same: 2, new: 0 } })
  expect(await kept(db, campaign.id)).toEqual(before)

  const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, campaign.id))
  expect(rows).toMatchObject([
    { action: 'study.imported', actorId: by.accountId, detail: { written: 2, digest: check.value.digest } },
    { action: 'study.imported', detail: { written: 0 } },
  ])
})

test('the newest import holds, from a workbook as well', async ({ db }) => {
  const { campaign, numbers, reader } = await season(db)
  const by = await reader('administrator', null)
  for (const total of [70, 120]) {
    const file = await writeExcelFile([
      ['必修学分', '工号', '总学分'],
      [60, numbers[0] ?? '', total],
    ]).toBuffer()
    const check = await checkStudyFile(by, { campaignId: campaign.id, file })
    if (!check.ok) throw new Error(check.refusal)
    expect(
      await importStudyFile(by, { campaignId: campaign.id, file, digest: check.value.digest }),
    ).toMatchObject({ ok: true, value: { written: 1 } })
  }
  expect(await kept(db, campaign.id)).toMatchObject([{ totalCredits: 120, compulsoryCredits: 60 }])
})

test('only administrators import, and only for their region', async ({ db }) => {
  const { campaign, numbers, reader, tree } = await season(db)
  const file = bytes(`工号,总学分,必修学分\n${numbers[0]},100,60\n${numbers[2]},100,60\n`)
  const county = await checkStudyFile(await reader('administrator', tree.east.id), {
    campaignId: campaign.id,
    file,
  })
  expect(county.ok && county.value.shown.map(({ verdict }) => verdict)).toEqual(['outside-region', 'new'])
  expect(
    await checkStudyFile(await reader('liaison', tree.finance.id), { campaignId: campaign.id, file }),
  ).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await checkStudyFile(await reader('administrator', null), { campaignId: 'no-id', file })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
})

test('a file that was not checked, or a locked season, is refused and nothing is written', async ({ db }) => {
  const { campaign, numbers, reader } = await season(db)
  const by = await reader('administrator', null)
  const file = bytes(`工号,总学分,必修学分\n${numbers[0]},100,60\n`)
  const check = await checkStudyFile(by, { campaignId: campaign.id, file })
  if (!check.ok) throw new Error(check.refusal)
  const other = bytes(`工号,总学分,必修学分\n${numbers[0]},999,60\n`)
  expect(
    await importStudyFile(by, { campaignId: campaign.id, file: other, digest: check.value.digest }),
  ).toEqual({ ok: false, refusal: 'not-checked' })
  await db
    .update(campaigns)
    .set({ lockedAt: day(28) })
    .where(eq(campaigns.id, campaign.id))
  expect(await importStudyFile(by, { campaignId: campaign.id, file, digest: check.value.digest })).toEqual({
    ok: false,
    refusal: 'locked',
  })
  expect(await kept(db, campaign.id)).toEqual([])
})
