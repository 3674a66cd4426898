import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test'

import { findChromium } from './chromium.ts'

const executablePath = findChromium()

/** How every browser of a journey is set up: a Chinese seat computer with a camera that shows a test picture. */
export const browserOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  viewport: { width: 1366, height: 768 },
  permissions: ['camera', 'microphone'],
} satisfies Partial<PlaywrightTestOptions>

export const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
} satisfies PlaywrightWorkerOptions['launchOptions']
