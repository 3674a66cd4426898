import { expect, test } from 'vitest'

import { formatCoefficient, formatMarks, formatShare } from './format-figure.ts'

test('figures are printed with a minus sign, and nought is nought', () => {
  expect(formatShare(0.8725)).toBe('87.3%')
  expect(formatShare(-0.1)).toBe('−10.0%')
  expect(formatCoefficient(-0.314)).toBe('−0.31')
  expect(formatCoefficient(-0.001)).toBe('0.00')
  expect(formatMarks(8725.4)).toBe('87.25')
})
