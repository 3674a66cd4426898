import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { decryptIdNumber, encryptIdNumber, hashIdNumber, idNumberColumns, maskIdNumber } from './id-number.ts'

const keys = { idNumberKey: randomBytes(32), idNumberKeyId: '0a1b2c3d', idNumberHashKey: randomBytes(32) }
const person = '01995d3e-8a6c-7c3f-9e21-4b8f0a1c2d3e'
const other = '01995d3e-8a6c-7c3f-9e21-4b8f0a1c2d3f'
const number = '37080019800101123X'

test('an ID number is read back for its person, and never written the same way twice', () => {
  const stored = encryptIdNumber(keys, person, number)
  expect(decryptIdNumber(keys, person, stored)).toBe(number)
  expect(stored).not.toContain(number)
  expect(stored).toMatch(/^v1\.0a1b2c3d\./)
  expect(encryptIdNumber(keys, person, number)).not.toBe(stored)
})

test("one person's number, copied into another's row, cannot be read there", () => {
  const stored = encryptIdNumber(keys, person, number)
  expect(() => decryptIdNumber(keys, other, stored)).toThrow()
})

test('an altered number is an error, not another number', () => {
  const stored = encryptIdNumber(keys, person, number)
  const at = stored.length - 20
  const altered = stored.slice(0, at) + (stored[at] === 'A' ? 'B' : 'A') + stored.slice(at + 1)
  expect(() => decryptIdNumber(keys, person, altered)).toThrow()
})

test('a number encrypted with another key is named by that key', () => {
  const stored = encryptIdNumber({ ...keys, idNumberKeyId: 'ffffffff' }, person, number)
  expect(() => decryptIdNumber(keys, person, stored)).toThrow(/ffffffff/)
})

test.for(['37080019800101123x', ' 370800 19800101 123X ', '３７０８００１９８００１０１１２３Ｘ'])(
  '%s finds the same person',
  (typed) => {
    expect(hashIdNumber(keys, typed)).toBe(hashIdNumber(keys, number))
  },
)

test('the hash depends on its key and on every digit', () => {
  expect(hashIdNumber({ idNumberHashKey: randomBytes(32) }, number)).not.toBe(hashIdNumber(keys, number))
  expect(hashIdNumber(keys, '370800198001011231')).not.toBe(hashIdNumber(keys, number))
})

test('screens show the first three and the last four signs', () => {
  expect(maskIdNumber('37080019800101123x')).toBe('370***********123X')
  expect(maskIdNumber('370800800101123')).toBe('370********1123')
  expect(maskIdNumber('1234567')).toBe('*******')
})

test('the columns of a person hold the number in no readable form but its end', () => {
  const columns = idNumberColumns(keys, person, '37080019800101123x')
  expect(columns.idNumberTail).toBe('123X')
  expect(decryptIdNumber(keys, person, columns.idNumberCipher)).toBe(number)
  expect(columns.idNumberHash).toBe(hashIdNumber(keys, number))
})
