import { expect, type Locator, type Page } from '@playwright/test'

import { proctoringMessages } from '#app/i18n/proctoring.ts'

const m = proctoringMessages['zh-CN']

/** The proctor's room, in the words of a proctor. */
export class RoomPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  open(sittingId: string) {
    return this.page.goto(`/proctor/${sittingId}`)
  }

  seat(name: string): Locator {
    return this.page
      .getByRole('region', { name: m.wall })
      .getByRole('button', { name: new RegExp(`\\d+\\s*${name}`) })
  }

  /** The picture of a seat really plays: it has a size, and its frames advance. */
  async expectPlaying(name: string, timeout = 20_000): Promise<void> {
    const video = this.seat(name).locator('video')
    await expect(video).toBeVisible({ timeout })
    const frames = () =>
      video.evaluate((element) => {
        // Safe: the locator names a video.
        const playing = element as HTMLVideoElement
        return playing.videoWidth > 0 ? playing.getVideoPlaybackQuality().totalVideoFrames : -1
      })
    await expect.poll(frames, { timeout }).toBeGreaterThan(0)
    const seen = await frames()
    await expect.poll(frames, { timeout }).toBeGreaterThan(seen)
  }

  /** After a loss: the seat plays again, on whatever element it now has. */
  async expectFreshPicture(name: string, timeout: number): Promise<void> {
    const frames = () =>
      this.seat(name)
        .locator('video')
        .evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
        .catch(() => -1) // no picture at this moment
    let seen = await frames()
    let advances = 0
    await expect
      .poll(
        async () => {
          const now = await frames()
          advances = now > seen && seen >= 0 ? advances + 1 : 0
          seen = now
          return advances
        },
        { timeout, intervals: [400] },
      )
      .toBeGreaterThanOrEqual(3)
  }

  /** Does an act of the bar or of the enlarged seat: fills what it asks for, and confirms. */
  async act(
    name: keyof typeof m.acts,
    fill: { minutes?: number; text?: string; reason?: string } = {},
  ): Promise<void> {
    await this.page.getByRole('button', { name: m.acts[name], exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    if (fill.minutes !== undefined) await dialog.getByLabel(m.fields.minutes).fill(String(fill.minutes))
    if (fill.text !== undefined) await dialog.getByLabel(m.fields.text).fill(fill.text)
    if (fill.reason !== undefined) await dialog.getByLabel(m.fields.reason).fill(fill.reason)
    const next = dialog.getByRole('button', { name: m.twoSteps })
    if (await next.isVisible()) {
      await next.click()
      await dialog.getByLabel(m.fields.confirm).check()
    }
    await dialog.getByRole('button', { name: m.acts[name], exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
