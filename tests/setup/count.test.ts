import { expect, test } from 'vitest'

import { countPlaywright, countVitest, judge } from './count.ts'

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((of) => ({ status: of })),
})

test('tests are counted, and skipped ones apart', () => {
  const report = { ...vitest, testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed')] }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 3 })
})

test('a file that did not load is a failure', () => {
  const report = { ...vitest, numFailedTests: 0, testResults: [file('failed'), file('passed', 'passed')] }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 3 })
})

test('a journey that passed only when repeated, and an error outside of all, are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 0 })
})

test.for([
  { of: 'a step that left no report', count: null, endedWell: true, failed: 1 },
  { of: 'a step that ran nothing', count: { passed: 0, failed: 0, skipped: 5 }, endedWell: true, failed: 1 },
  {
    of: 'a step that ended badly after its tests',
    count: { passed: 9, failed: 0, skipped: 0 },
    endedWell: false,
    failed: 1,
  },
  {
    of: 'a step with two failed tests',
    count: { passed: 9, failed: 2, skipped: 0 },
    endedWell: false,
    failed: 2,
  },
  { of: 'a sound step', count: { passed: 9, failed: 0, skipped: 1 }, endedWell: true, failed: 0 },
])('$of has $failed failed', ({ count, endedWell, failed }) => {
  expect(judge(count, endedWell).failed).toBe(failed)
})
