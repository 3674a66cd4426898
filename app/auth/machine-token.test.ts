import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { issueMachineToken, readMachineToken } from './machine-token.ts'

const keys = { machineTokenKey: randomBytes(32) }
const right = {
  attemptId: '01995d3e-8a6c-7c3f-9e21-4b8f0a1c2d3e',
  personId: '01995d3e-0000-7000-8000-00000000ffff',
  generation: 3,
}

test('a machine reads back what it may write', () => {
  const token = issueMachineToken(keys, right)
  expect(readMachineToken(keys, token)).toEqual(right)
  expect(token.length).toBeLessThan(300)
  expect(token).toMatch(/^[\w.-]+$/)
})

test('changing any one sign of a token makes it worthless', () => {
  const token = issueMachineToken(keys, right)
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A'
    const altered = token.slice(0, at) + other + token.slice(at + 1)
    expect(readMachineToken(keys, altered), `sign ${at}`).toBeNull()
  }
})

test.for(['', '1', '1.', '.', '2.AAAA', 'a.b.c', '1.' + 'A'.repeat(500), '准考证'])(
  '%s is no token',
  (text) => {
    expect(readMachineToken(keys, text)).toBeNull()
  },
)

test('a token with something added is no token', () => {
  const token = issueMachineToken(keys, right)
  for (const more of ['=', ' ', '.', 'A', '.A']) expect(readMachineToken(keys, token + more)).toBeNull()
})

test('a token of another installation is no token', () => {
  expect(readMachineToken(keys, issueMachineToken({ machineTokenKey: randomBytes(32) }, right))).toBeNull()
})
