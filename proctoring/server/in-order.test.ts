import { expect, test } from 'vitest'

import { inOrder } from './in-order.ts'

test('a quick piece of work waits for the slow one before it, and a failure stops nobody', async () => {
  const queue = inOrder()
  const finished: string[] = []
  let release = () => {}
  const slow = queue(async () => {
    await new Promise<void>((resolve) => (release = resolve))
    finished.push('slow')
    throw new Error('the view could not be recorded')
  })
  const quick = queue(async () => finished.push('quick'))
  await Promise.resolve()
  release()
  await expect(slow).rejects.toThrow('recorded')
  await quick
  expect(finished).toEqual(['slow', 'quick'])
})
