import { z } from 'zod'

/** What a step has to show for itself. `skipped` is said, and counts for neither. */
export type Count = { passed: number; failed: number; skipped: number }

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
})

/** Counts Vitest's JSON report. A file that failed without a failed test (it did not load) is one failure. */
export function countVitest(report: unknown): Count {
  const read = VitestReport.parse(report)
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + broken.length,
    skipped: read.numPendingTests + read.numTodoTests,
  }
}

/** Counts Playwright's JSON report. A test that passed only when repeated has failed. */
export function countPlaywright(report: unknown): Count {
  const { stats, errors } = PlaywrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * The last word on a step: one that ended badly, or passed nothing, has failed at least once.
 *
 * @param count Null when the step left no report.
 */
export function judge(count: Count | null, endedWell: boolean): Count {
  const { passed, failed, skipped } = count ?? { passed: 0, failed: 0, skipped: 0 }
  const sound = endedWell && passed > 0
  return { passed, failed: sound ? failed : Math.max(failed, 1), skipped }
}
