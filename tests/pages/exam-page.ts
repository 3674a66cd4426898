import { expect, type Locator, type Page } from '@playwright/test'

import { examMessages } from '#app/i18n/exam.ts'

const m = examMessages['zh-CN']

/** The page a candidate sits an exam on, in the words of a candidate. */
export class ExamPage {
  readonly page: Page
  readonly clock: Locator
  readonly grid: Locator
  readonly saved: Locator

  constructor(page: Page) {
    this.page = page
    this.clock = page.getByRole('timer')
    this.grid = page.getByRole('navigation', { name: m.grid.title })
    this.saved = page.getByText(m.save.saved, { exact: true })
  }

  /** Chooses an option of the current question by its key, and goes on to the next. */
  async answerByKey(key: string): Promise<void> {
    await this.page.keyboard.press(key)
    await this.page.keyboard.press('ArrowRight')
  }

  async expectAnswered(count: number, total: number): Promise<void> {
    await expect(this.grid).toContainText(m.grid.answeredOf(count, total))
  }

  async expectAllSaved(): Promise<void> {
    await expect(this.saved).toBeVisible()
  }

  /** What the clock shows, in seconds. */
  async readClock(): Promise<number> {
    const face = /(?:(\d+):)?(\d+):(\d\d)/.exec((await this.clock.textContent()) ?? '')
    return Number(face?.[1] ?? 0) * 3600 + Number(face?.[2]) * 60 + Number(face?.[3])
  }

  async acknowledgeMessage(text: string): Promise<void> {
    const dialog = this.page.getByRole('alertdialog', { name: m.message.title })
    await expect(dialog).toContainText(text)
    await dialog.getByRole('button', { name: m.message.confirm }).click()
    await expect(dialog).toBeHidden()
  }

  /** Hands in, with its two confirmations. */
  async handIn(): Promise<void> {
    await this.page.getByRole('button', { name: m.handIn.button, exact: true }).click()
    await this.page.getByRole('button', { name: m.handIn.proceed }).click()
    await this.page.getByRole('button', { name: m.handIn.yes }).click()
  }
}
