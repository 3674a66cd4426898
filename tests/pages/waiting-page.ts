import { expect, type Page } from '@playwright/test'

import { documentMessages } from '#app/i18n/documents.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'

const m = waitingMessages['zh-CN']
const documents = documentMessages['zh-CN']

/** The page on which a candidate gets ready and waits for the start. */
export class WaitingPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Reads and accepts the notice and the pledge, and lets the camera in. */
  async prepare(): Promise<void> {
    for (const document of ['privacy-notice', 'pledge'] as const) {
      const step = this.page.getByRole('listitem').filter({ hasText: documents[document].title })
      await step.getByRole('button', { name: m.steps.read }).click()
      await this.accept(document)
      await expect(step).toContainText(m.steps.done)
    }
    await this.page.getByRole('button', { name: m.camera.start }).click()
    await expect(this.page.getByText(m.camera.ok)).toBeVisible({ timeout: 20_000 })
  }

  private async accept(document: 'privacy-notice' | 'pledge'): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: documents[document].title })
    for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    await dialog.getByRole('button', { name: m.steps.confirm }).click()
    await expect(dialog).toBeHidden()
  }
}
