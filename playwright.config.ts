import { defineConfig } from '@playwright/test'

import { browserOptions, launchOptions } from './tests/setup/browser-options.ts'

/** Journeys through the production build; the platform is started by the fixture (tests/fixtures/browser.ts). */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/setup/require-browser.ts',
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  reporter: 'list',
  use: {
    ...browserOptions,
    trace: 'retain-on-failure',
    launchOptions,
  },
})
