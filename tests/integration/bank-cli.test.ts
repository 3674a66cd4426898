import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const bank = (...args: string[]) => run(process.execPath, ['app/jobs/bank.ts', ...args])

test('the shipped bank is found without a problem by the command that people run', async () => {
  const { stdout } = await bank('check')
  expect(stdout).toContain('citations were checked by number only')
  expect(stdout.trimEnd().split('\n').pop()).toMatch(/^\d+ questions, \d+ laws, 0 problems$/)
})

test('the report, the duplicates and the giveaways are printed', async () => {
  expect((await bank('report')).stdout).toContain('| together |')
  expect((await bank('duplicates', '--least', '0.9')).stdout).toMatch(/0 pairs alike by 0.9 or more/)
  expect((await bank('giveaways', '--least', '0.9')).stdout).toMatch(/recorded as enemies/)
})

test.for([[], ['nothing'], ['duplicates', '--least', '2']])(
  'the bank command says how it is used: %s',
  async (args) => {
    await expect(bank(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') })
  },
)
