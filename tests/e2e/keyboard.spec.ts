import { expect } from '@playwright/test'

import { accountMessages } from '#app/i18n/account.ts'
import { documentMessages } from '#app/i18n/documents.ts'
import { examMessages } from '#app/i18n/exam.ts'
import { homeMessages } from '#app/i18n/home.ts'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { shellMessages } from '#app/i18n/shell.ts'
import { uiMessages } from '#app/i18n/ui.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { acceptDocuments } from '#tests/fixtures/accept-documents.ts'
import { test } from '#tests/fixtures/browser.ts'
import { listNotYetSat } from '#tests/fixtures/demo-landmarks.ts'
import { addDemoSitting } from '#tests/fixtures/demo-sitting.ts'
import { ExamPage } from '#tests/pages/exam-page.ts'
import { Keyboard } from '#tests/pages/keyboard.ts'

const m = examMessages['zh-CN']
const waiting = waitingMessages['zh-CN']
const documents = documentMessages['zh-CN']
const display = uiMessages['zh-CN'].display
const ITEMS = 65
const FIRST = { trueFalse: 1, single: 21, multiple: 51 }

test('a candidate without a mouse: from the login page through an online exam to the receipt and out again', async ({
  page,
  db,
  platform,
}) => {
  test.setTimeout(180_000)
  const [person] = await listNotYetSat(db)
  const keys = new Keyboard(page)
  const exam = new ExamPage(page)
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  // In, and to the exam: the focus begins in the first field of the login page.
  await page.goto('/login')
  await expect(page.getByLabel(accountMessages['zh-CN'].login)).toBeFocused()
  await keys.type(person?.login ?? '')
  await keys.tabTo(page.getByLabel(accountMessages['zh-CN'].password, { exact: true }))
  await keys.type(platform.password)
  await keys.press('Enter')
  await expect(page).toHaveURL('/home')
  await keys.press('Tab')
  await keys.expectNoTrap()
  await keys.use(page.getByRole('link', { name: homeMessages['zh-CN'].enter.start }).first())
  await expect(page).toHaveURL(/\/wait\//)

  // The notice and the pledge, each in a dialog that gives the focus back.
  for (const document of ['privacy-notice', 'pledge'] as const) {
    const step = page.getByRole('listitem').filter({ hasText: documents[document].title })
    await keys.use(step.getByRole('button', { name: waiting.steps.read }))
    const dialog = page.getByRole('dialog', { name: documents[document].title })
    await expect(dialog).toBeVisible()
    await keys.use(dialog.getByRole('checkbox'), 'Space')
    await keys.use(dialog.getByRole('button', { name: waiting.steps.confirm, exact: true }))
    await expect(dialog).toBeHidden()
    await expect(step).toContainText(waiting.steps.done)
  }
  await keys.press('a', 'ArrowRight', 'm')
  await expect(page.getByText(waiting.keyboard.ok)).toBeVisible()
  await keys.use(button(waiting.startButton))
  await expect(page).toHaveURL(/\/sit\//)
  await exam.expectAnswered(0, ITEMS)

  // One question of each kind, by letters and by figures; one choice taken back, one question marked.
  await keys.press('b')
  await expect(page.getByRole('radio').nth(1)).toBeChecked()
  await keys.press('ArrowRight', '1', 'm')
  await expect(page.getByRole('radio').first()).toBeChecked()
  await expect(button(m.unmark)).toBeVisible()
  await keys.use(button(m.clear))
  await exam.expectAnswered(1, ITEMS)
  await expect(page.getByRole('radio').first()).not.toBeChecked()

  await goByGrid(FIRST.single)
  await keys.press('c')
  await expect(page.getByRole('radio').nth(2)).toBeChecked()
  await goByGrid(FIRST.multiple)
  await keys.press('a', '2', 'c', 'a')
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await exam.expectAnswered(3, ITEMS)

  // The same by the controls themselves.
  await keys.press('ArrowRight')
  await keys.use(page.getByRole('checkbox').first(), 'Space')
  await keys.use(page.getByRole('checkbox').nth(1), 'Space')
  await exam.expectAnswered(4, ITEMS)
  await exam.expectAllSaved()
  await keys.expectNoTrap()

  // Large letters and high contrast, and back.
  const look = page.locator('html')
  await keys.use(button(display.textSize(display.largest)))
  await expect(look).toHaveAttribute('data-text', 'largest')
  await keys.use(button(display.contrast))
  await expect(look).toHaveAttribute('data-contrast', 'high')
  await keys.expectFocusShown()
  await keys.use(button(display.contrast), 'Space')
  await keys.tabTo(button(display.textSize(display.standard)), 'Shift+Tab')
  await keys.press('Enter')
  await expect(look).toHaveAttribute('data-text', 'standard')

  // Hand in: the first way out is back, the second goes through.
  const handIn = button(m.handIn.button)
  await keys.use(handIn)
  await expect(page.getByRole('dialog', { name: m.handIn.title })).toBeVisible()
  await keys.press('Escape')
  await expect(handIn).toBeFocused()
  await keys.press('Enter')
  await expect(button(m.handIn.goBack)).toBeFocused()
  await keys.use(button(m.handIn.proceed))
  await expect(page.getByRole('dialog', { name: m.handIn.confirmTitle })).toBeVisible()
  await expect(button(m.handIn.goBack)).toBeFocused()
  await keys.use(button(m.handIn.yes))
  await expect(page).toHaveURL(/\/receipts\//, { timeout: 15_000 })

  // The receipt, home, and out.
  await keys.press('Tab')
  await keys.expectNoTrap()
  await keys.use(page.getByRole('link', { name: receiptMessages['zh-CN'].home }))
  await expect(page).toHaveURL('/home')
  await keys.use(page.getByRole('banner').locator('summary'))
  await keys.use(button(shellMessages['zh-CN'].logout))
  await expect(page).toHaveURL(/\/login/)

  async function goByGrid(number: number): Promise<void> {
    await keys.press('g')
    await keys.use(exam.grid.getByRole('button', { name: m.grid.cell(number, m.grid.unanswered) }))
    await expect(page.getByText(m.questionOf(number, ITEMS))).toBeVisible()
  }
})

test('the camera test at a centre, by keyboard', async ({ page, db, signIn }) => {
  const {
    candidates: [first],
  } = await addDemoSitting(db, '键盘考试')
  await signIn(first.login)
  await acceptDocuments(page, first.registrationId)
  const keys = new Keyboard(page)
  await page.goto(`/wait/${first.registrationId}`)
  await keys.use(page.getByRole('button', { name: waiting.camera.start }))
  await expect(page.getByText(waiting.camera.ok)).toBeVisible({ timeout: 20_000 })
  await keys.press('Tab')
  await keys.expectFocusShown()
})

test('on a computer four times slower, a choice is shown within 200 ms', async ({ page, db, signIn }) => {
  const [, person] = await listNotYetSat(db)
  await signIn(person?.login ?? '')
  await acceptDocuments(page, person?.registrationId ?? '')
  await page.goto(`/wait/${person?.registrationId}`)
  await page.getByRole('button', { name: waiting.startButton }).click()
  const exam = new ExamPage(page)
  await exam.expectAnswered(0, ITEMS)

  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.evaluate(() => {
    // From the key to the end of the frame in which the option is shown as chosen.
    const times: number[] = []
    let pressedAt = 0
    addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { capture: true })
    new MutationObserver(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        times.push(performance.now() - pressedAt)
        document.body.dataset.timesMs = JSON.stringify(times)
      }
      requestAnimationFrame(() => channel.port2.postMessage(null))
    }).observe(document.body, { subtree: true, attributeFilter: ['data-chosen'] })
  })
  // Safe: written by the lines above.
  const times = async () =>
    JSON.parse((await page.locator('body').getAttribute('data-times-ms')) ?? '[]') as number[]
  for (let chosen = 0; chosen < 10; chosen += 1) {
    await page.keyboard.press(chosen % 2 === 0 ? 'a' : 'b')
    await expect(page.getByRole('radio').nth(chosen % 2)).toBeChecked()
    await expect.poll(async () => (await times()).length).toBeGreaterThan(chosen)
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const sorted = (await times()).slice(0, 10).sort((one, other) => one - other)
  const median = ((sorted[4] ?? Infinity) + (sorted[5] ?? Infinity)) / 2
  console.log(`A choice is shown after ${median.toFixed(0)} ms (median of 10, CPU 4 times slower).`)
  expect(median).toBeLessThan(200)
})
