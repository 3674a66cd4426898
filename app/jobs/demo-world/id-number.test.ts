import { expect, test } from 'vitest'
import { checkDigitOf, inventIdNumber } from './id-number.ts'
import { createRandom } from './random.ts'

test.for([
  // The examples of the standard.
  { first17: '11010519491231002', check: 'X' },
  { first17: '44052418800101001', check: '4' },
])('the check digit of $first17 is $check', ({ first17, check }) => {
  expect(checkDigitOf(first17)).toBe(check)
})

test("a man's number is odd in its seventeenth place, a woman's even", () => {
  const random = createRandom('numbers')
  for (let turn = 0; turn < 200; turn += 1) {
    const [man, woman] = (['m', 'f'] as const).map((sex) =>
      inventIdNumber(random, { birthDate: '1988-02-29', sex }),
    )
    expect(Number(man?.[16]) % 2).toBe(1)
    expect(Number(woman?.[16]) % 2).toBe(0)
    expect(man?.slice(6, 14)).toBe('19880229')
  }
})
