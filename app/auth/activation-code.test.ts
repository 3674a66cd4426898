import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { hashActivationCode, isActivationCode, makeActivationCode } from './activation-code.ts'

const keys = { activationKey: randomBytes(32) }

test('a code is typed in any spelling', () => {
  const code = makeActivationCode()
  const account = { id: 'a', activationHash: hashActivationCode(keys, 'a', code) }
  expect(code).toMatch(/^(\w{4}-){2}\w{4}$/)
  expect(isActivationCode(keys, account, code)).toBe(true)
  expect(isActivationCode(keys, account, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true)
})

test("another code, another account's code and no code open nothing", () => {
  const code = makeActivationCode()
  const account = { id: 'a', activationHash: hashActivationCode(keys, 'a', code) }
  expect(isActivationCode(keys, account, makeActivationCode())).toBe(false)
  expect(isActivationCode(keys, { ...account, id: 'b' }, code)).toBe(false)
  expect(isActivationCode(keys, { id: 'a', activationHash: null }, '')).toBe(false)
})
