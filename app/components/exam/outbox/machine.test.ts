import { expect, test } from 'vitest'

import { issueMachineToken } from '#app/auth/machine-token.ts'

import { generationOf, relationOf } from './machine.ts'

const keys = { machineTokenKey: Buffer.alloc(32, 7) }
const token = (generation: number) =>
  issueMachineToken(keys, {
    attemptId: '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f',
    personId: '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e90',
    generation,
  })

test.for([1, 2, 255, 256, 70_000])(
  'generation %d is read from the token that the server makes',
  (generation) => {
    expect(generationOf(token(generation))).toBe(generation)
  },
)

test.for(['', '1.', '2.AAAA', '1.???', 'nonsense'])('%o has no generation', (bad) => {
  expect(generationOf(bad)).toBeNull()
})

test('the same token is the same machine, the next generation directly follows, all else stands apart', () => {
  expect(relationOf(token(1), token(1))).toBe('same')
  expect(relationOf(token(1), token(2))).toBe('next')
  expect(relationOf(token(1), token(3))).toBe('apart')
  expect(relationOf(token(2), token(1))).toBe('apart')
  expect(relationOf('from an older version', token(1))).toBe('apart')
})
