import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'

import { receiptMessages } from '#app/i18n/receipt.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { test } from '#tests/fixtures/browser.ts'
import { addDemoSitting } from '#tests/fixtures/demo-sitting.ts'
import { makeProfile } from '#tests/fixtures/killable-browser.ts'
import { ExamPage } from '#tests/pages/exam-page.ts'
import { RoomPage } from '#tests/pages/room-page.ts'
import { WaitingPage } from '#tests/pages/waiting-page.ts'

const ITEMS = 100

type Row = { unit: { id: string; nameZh: string }; counts: Record<string, number> }

test('the exam day: two candidates on camera, one proctor, a killed browser, score, and the department’s figures', async ({
  page,
  openBrowser,
  signIn,
  platform,
  db,
}) => {
  test.setTimeout(300_000)
  const { sittingId, examId, departmentId, candidates } = await addDemoSitting(db, '端到端考试')
  const [first, second] = candidates

  const admin = await openBrowser()
  await signIn('admin', admin)
  const figures = async () => {
    const reply = await admin.request.get(`/api/v1/statistics?exam=${examId}&depth=3`)
    // Safe: the interface answers with rows.
    const { rows } = (await reply.json()) as { rows: Row[] }
    return rows.find((row) => row.unit.id === departmentId)?.counts
  }
  expect(await figures()).toMatchObject({ due: 2, sat: 0, passed: 0 })

  // The door: the proctor finds each by ticket number and confirms the identity.
  await signIn('proctor1')
  const room = new RoomPage(page)
  for (const person of candidates) {
    await page.goto(`/proctor/${sittingId}/check-in`)
    await page.getByRole('button', { name: `${person.name}：核验通过` }).click()
    await expect(page.getByText(`${person.name} 核验通过`)).toBeVisible()
  }

  // The first candidate logs in at the login page and prepares; the second has a profile on disk.
  const one = await openBrowser()
  await one.goto('/login')
  await one.getByLabel(accountMessages['zh-CN'].login).fill(first.login)
  await one.getByLabel(accountMessages['zh-CN'].password, { exact: true }).fill(platform.password)
  await one.keyboard.press('Enter')
  await expect(one).toHaveURL('/home')
  await one.goto(`/wait/${first.registrationId}`)
  await new WaitingPage(one).prepare()

  const profile = await makeProfile(platform.url)
  let context = await profile.open()
  let two = context.pages()[0] ?? (await context.newPage())
  await signIn(second.login, two)
  await two.goto(`/wait/${second.registrationId}`)
  await new WaitingPage(two).prepare()

  // The proctor sees both and starts the room; the exam starts by itself in both browsers.
  await room.open(sittingId)
  await room.expectPlaying(first.name)
  await room.expectPlaying(second.name)
  await room.act('start')
  await expect(one).toHaveURL(/\/sit\//, { timeout: 15_000 })
  await expect(two).toHaveURL(/\/sit\//, { timeout: 15_000 })
  await room.expectPlaying(first.name)
  await room.expectPlaying(second.name)

  // Answers by keyboard, shown as saved only when they are.
  const firstExam = new ExamPage(one)
  for (const key of ['a', 'b', 'a', 'b', 'a']) await firstExam.answerByKey(key)
  await firstExam.expectAnswered(5, ITEMS)
  await firstExam.expectAllSaved()
  let secondExam = new ExamPage(two)
  for (const key of ['1', '2', '1']) await secondExam.answerByKey(key)
  await secondExam.expectAnswered(3, ITEMS)
  await secondExam.expectAllSaved()

  // The second browser is killed and opened again: same machine, same answers, and the clock went on.
  const examUrl = two.url()
  await expect.poll(() => keepsCookies(profile.folder), { timeout: 45_000 }).toBe(true)
  const leftBefore = await secondExam.readClock()
  await profile.kill()
  context = await profile.open()
  two = context.pages()[0] ?? (await context.newPage())
  secondExam = new ExamPage(two)
  await two.goto(examUrl)
  await secondExam.expectAnswered(3, ITEMS)
  expect(await secondExam.readClock()).toBeLessThan(leftBefore)
  await two.keyboard.press('ArrowRight')
  await secondExam.expectAllSaved()
  await room.expectPlaying(second.name, 30_000)

  // A message to one, which must be acknowledged; time for all, on the clock within two seconds.
  await room.seat(first.name).click()
  await room.act('message', { text: '请把证件放在桌面左上角' })
  await firstExam.acknowledgeMessage('请把证件放在桌面左上角')
  const before = await firstExam.readClock()
  await room.act('time-all', { minutes: 5, reason: '消防演练打断' })
  await expect
    .poll(() => firstExam.readClock(), { timeout: 5000, intervals: [100] })
    .toBeGreaterThan(before + 240)
  await expect
    .poll(() => secondExam.readClock(), { timeout: 5000, intervals: [100] })
    .toBeGreaterThan(before + 240)

  // One hands in, the other is handed in by the proctor with a reason; both see their score.
  await firstExam.handIn()
  await expect(one).toHaveURL(/\/receipts\//, { timeout: 15_000 })
  await expect(one.getByRole('heading', { name: receiptMessages['zh-CN'].title })).toBeVisible()
  expect(await figures()).toMatchObject({ due: 2, sat: 2, scored: 1 })
  await room.seat(second.name).click()
  await page.getByText('更多操作').click()
  await room.act('force-hand-in', { reason: '身体不适，自愿离场' })
  await expect(two).toHaveURL(/\/receipts\//, { timeout: 20_000 })

  // The department's figures changed by exactly these two people, in the interface, on the page and in the workbook.
  const after = await figures()
  expect(after).toMatchObject({ due: 2, sat: 2, scored: 2 })
  await admin.goto(`/statistics/${examId}`)
  await expect(admin.getByRole('table').first()).toContainText('合计')
  const [workbook] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('link', { name: statisticsMessages['zh-CN'].export }).click(),
  ])
  const sheet = await readSheet(await workbook.path())
  const total = columnsOf(sheet, '合计')
  expect(total).toMatchObject({ 应学应考: after?.due, 实考: after?.sat, 合格: after?.passed })
  expect(total['参考率']).toBe(1)
  await profile.remove()
})

/** Chromium writes cookies to disk half a minute after they are set: before that, a killed browser forgets its login. */
function keepsCookies(folder: string): boolean {
  const file = join(folder, 'Default', 'Cookies')
  return existsSync(file) && readFileSync(file).includes('session')
}

/** One row of the workbook by its column heads. */
function columnsOf(sheet: readonly (readonly unknown[])[], name: string): Record<string, unknown> {
  const heads = sheet.find((row) => row.includes('应学应考')) ?? []
  const cells = sheet.find((row) => row.includes(name)) ?? []
  return Object.fromEntries(heads.map((head, index) => [String(head), cells[index]]))
}
