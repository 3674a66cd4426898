import { expect, test } from 'vitest'

import { isForeign } from './same-origin.ts'

const here = 'http://localhost:3000'
const post = (headers: Record<string, string>, method = 'POST') =>
  isForeign(new Request(`${here}/x`, { method, headers }), here)

test.for([
  [{}, false],
  [{ Origin: here }, false],
  [{ Origin: here, 'Sec-Fetch-Site': 'same-origin' }, false],
  [{ 'Sec-Fetch-Site': 'none' }, false],
  [{ Origin: 'http://evil.example' }, true],
  [{ Origin: 'null' }, true],
  [{ 'Sec-Fetch-Site': 'cross-site' }, true],
  [{ Origin: here, 'Sec-Fetch-Site': 'same-site' }, true],
] as [Record<string, string>, boolean][])('a state change with %o is foreign: %s', ([headers, foreign]) => {
  expect(post(headers)).toBe(foreign)
})

test('reading is never refused', () => expect(post({ Origin: 'http://evil.example' }, 'GET')).toBe(false))
