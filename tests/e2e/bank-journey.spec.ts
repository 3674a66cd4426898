import { expect, type Page } from '@playwright/test'

import { bankCaseMessages } from '#app/i18n/bank-cases.ts'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { test } from '#tests/fixtures/browser.ts'

const form = bankFormMessages['zh-CN']
const question = bankQuestionMessages['zh-CN']
const bank = bankMessages['zh-CN']
const cases = bankCaseMessages['zh-CN']

const law = 'xingzheng-chufa@2021-01-22'
const stem = '城管执法人员对占道经营者当场作出罚款决定的，应当当场交付什么文书？'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Fills in what every question has; `at`: which question of a case, from 0. */
async function fillIn(
  page: Page,
  texts: Record<'stem' | 'article' | 'topic' | 'explanation', string>,
  at = 0,
) {
  for (const [field, text] of Object.entries(texts)) {
    // Safe: the keys of `texts` are words of the form.
    await page
      .getByLabel(form[field as keyof typeof texts], { exact: true })
      .nth(at)
      .fill(text)
  }
}

test('an author writes, compares and submits; a reviewer sends back, the author mends, the reviewer approves', async ({
  page,
  complaints,
  signIn,
  openBrowser,
}) => {
  complaints.allow(/status of (409|422)/)
  await signIn('author')
  await page.goto('/bank/new')
  await page.getByLabel(form.law).selectOption(law)
  await fillIn(page, {
    stem,
    article: '第五十二条',
    topic: '当场处罚的程序',
    explanation: '当场作出处罚决定的，应当填写有编号的处罚决定书并当场交付。',
  })
  // Copied lines go into the fields from the first one on, and the fifth unfolds the rest.
  const lines = ['A. 行政处罚决定书', 'B．罚款收据', 'C、现场笔录', 'D 听证通知书', 'E. 以上都对']
  await page.getByLabel(form.option('A')).evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, lines.join('\n'))
  await expect(page.getByLabel(form.option('B'))).toHaveValue('罚款收据')
  await expect(page.getByLabel(form.option('E'))).toHaveValue('以上都对')
  await page.getByLabel(`${form.pinned} E`).check()
  await page.getByLabel(form.key, { exact: true }).fill('Ａ')
  await press(page, form.save)
  await expect(page.getByText(question.done.written)).toBeVisible()
  await expect(page.getByText(question.pinned)).toBeVisible()
  const address = new URL(page.url()).pathname

  // The same words once more are refused until they have been compared.
  const another = await openBrowser()
  complaints.listen(another.context())
  await signIn('author', another)
  await another.goto('/bank/new')
  await another.getByLabel(form.law).selectOption(law)
  await another.getByLabel(bank.kinds['true-false']).check()
  await expect(another.getByLabel(form.option('A'))).toBeHidden()
  await fillIn(another, {
    stem,
    article: '第五十二条',
    topic: '程序',
    explanation: '应当当场交付处罚决定书。',
  })
  await another.getByLabel(form.key, { exact: true }).fill('T')
  await press(another, form.save)
  await expect(another.getByText(form.sameStem)).toBeVisible()

  await press(page, question.submit)
  await expect(page.getByText(question.done.submitted)).toBeVisible()

  const reviewer = await openBrowser()
  complaints.listen(reviewer.context())
  await signIn('reviewer', reviewer)
  await reviewer.goto(address)
  await press(reviewer, question.sendBack)
  await expect(reviewer.getByText(question.refusals['no-comment'])).toBeVisible()
  await reviewer.getByLabel(question.comment, { exact: true }).fill('选项 E 不合适，请删去。')
  await press(reviewer, question.sendBack)
  await expect(reviewer.getByText(question.done['sent-back'])).toBeVisible()

  await page.goto(`${address}/edit`)
  await page.getByLabel(form.option('E')).fill('')
  await page.getByLabel(`${form.pinned} E`).uncheck()
  await press(page, form.save)
  await press(page, question.submit)
  await press(page, question.compareShow)
  await expect(page.locator('del')).toContainText('以上都对')

  await reviewer.goto(address)
  await press(reviewer, question.approve)
  await expect(reviewer.getByText(question.done.approved)).toBeVisible()
  await page.goto(address)
  await expect(page.getByText(bank.states.approved).first()).toBeVisible()
})

test('a case is written, submitted and approved as a whole, without JavaScript', async ({
  signIn,
  openBrowser,
}) => {
  const author = await openBrowser({ javaScriptEnabled: false })
  await signIn('author', author)
  await author.goto('/bank/cases/new')
  await author.getByLabel(form.law).selectOption(law)
  await author
    .getByLabel(form.material, { exact: true })
    .fill('某县城管局执法人员甲、乙巡查时发现丙占道经营，拟当场处以一百元罚款。丙拒绝缴纳。')
  for (const at of [0, 1]) {
    await fillIn(
      author,
      {
        stem: `关于本案罚款的收缴，下列第${at + 1}组说法正确的是？`,
        article: '第六十八条',
        topic: '当场收缴',
        explanation: '一百元以下的罚款可以当场收缴，并应出具专用票据。',
      },
      at,
    )
    for (const [letter, text] of Object.entries({ A: '可以当场收缴', B: '不得当场收缴', C: '应当免除' }))
      await author.getByLabel(form.option(letter)).nth(at).fill(text)
    await author.getByLabel(form.key, { exact: true }).nth(at).fill('A')
  }
  await press(author, form.saveCase)
  await expect(author.getByText(cases.done.written)).toBeVisible()
  const address = new URL(author.url()).pathname
  await press(author, cases.submit(2))
  await expect(author.getByText(cases.done.submitted)).toBeVisible()

  const reviewer = await openBrowser({ javaScriptEnabled: false })
  await signIn('reviewer', reviewer)
  await reviewer.goto(address)
  await press(reviewer, cases.approve(2))
  await expect(reviewer.getByText(cases.done.approved)).toBeVisible()
})
