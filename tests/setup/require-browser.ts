import { requireBrowser } from './chromium.ts'

/** Playwright calls it once, before all tests: what is missing is said in one sentence, not by each test. */
export default function setup(): void {
  requireBrowser()
}
