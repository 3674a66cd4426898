import { expect, type Page } from '@playwright/test'

import { examMessages } from '#app/i18n/exam.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { Stop } from '#tests/fixtures/tour.ts'

/** The paper is there: answers can be given. */
export const opened = (page: Page) => expect(page.getByRole('radio').first()).toBeVisible({ timeout: 15_000 })

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** The exam page with each of the things that may stand before it. */
export function examStops(
  path: string,
  sittingId: string,
  act: (path: string, data: object) => Promise<void>,
): Stop[] {
  const m = (locale: Locale) => examMessages[locale]
  const asks = (page: Page, title: string) =>
    expect(page.getByRole('alertdialog', { name: title })).toBeVisible()
  const words = {
    'zh-CN': { message: '请把手机放到储物柜。考试中不得使用通讯工具。', reason: '楼内消防警报' },
    en: { message: 'Please put your phone into the locker.', reason: 'Fire alarm in the building' },
  }
  return [
    { name: 'sit', path, open: opened, narrow: true },
    {
      name: 'sit-largest-high-contrast',
      path,
      open: async (page) => {
        await opened(page)
        const display = page.getByRole('group', { name: /显示设置|Display/ }).getByRole('button')
        await display.nth(2).click()
        await display.nth(3).click()
      },
      close: (page) => page.context().clearCookies({ name: 'display' }),
      narrow: true,
    },
    { name: 'sit-keys', path, open: (page, locale) => press(page, m(locale).keys.open) },
    {
      name: 'sit-hand-in',
      path,
      open: (page, locale) => press(page, m(locale).handIn.button),
      narrow: true,
    },
    {
      name: 'sit-hand-in-sure',
      path,
      open: async (page, locale) => {
        await press(page, m(locale).handIn.button)
        await press(page, m(locale).handIn.proceed)
      },
    },
    {
      name: 'sit-message',
      path,
      open: async (page, locale) => {
        await act(`sittings/${sittingId}/messages`, { text: words[locale].message })
        await asks(page, m(locale).message.title)
      },
      close: async (page, locale) => {
        await press(page, m(locale).message.confirm)
        await expect(page.getByRole('alertdialog')).toBeHidden()
      },
      narrow: true,
    },
    {
      name: 'sit-paused',
      path,
      open: async (page, locale) => {
        await act(`sittings/${sittingId}/pause`, { reason: words[locale].reason })
        await asks(page, m(locale).paused.title)
      },
      close: async (page, locale) => {
        await act(`sittings/${sittingId}/resume`, { reason: words[locale].reason })
        await expect(page.getByRole('alertdialog')).toBeHidden()
      },
      narrow: true,
    },
    {
      name: 'sit-time-added',
      path,
      open: async (page, locale) => {
        await opened(page)
        await act(`sittings/${sittingId}/time`, { addMs: 300_000, reason: words[locale].reason })
        await expect(page.getByText(m(locale).notices['time-added'](m(locale).duration(5, 0)))).toBeVisible()
      },
    },
  ]
}
