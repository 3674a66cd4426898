import { expect, test } from 'vitest'

import { clockFace } from './duration.ts'

test.for([
  { ms: 0, face: '0:00' },
  { ms: -5, face: '0:00' },
  { ms: 1, face: '0:01' },
  { ms: 59_999, face: '1:00' },
  { ms: 2_700_000, face: '45:00' },
  { ms: 3_600_001, face: '1:00:01' },
])('$ms ms is shown as $face', ({ ms, face }) => {
  expect(clockFace(ms)).toBe(face)
})
