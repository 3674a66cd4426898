import { expect, test } from 'vitest'

import { safeReturnPath } from './return-path.ts'

test.for(['/home', '/centre/rooms?day=2026-09-12', '/sit/01J'])('%s is a way back', (path) => {
  expect(safeReturnPath(path)).toBe(path)
})

test.for([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '/\t/elsewhere.example/',
  'javascript:alert(1)',
  'home',
  '',
  null,
  undefined,
])('%s leads to the first page instead', (path) => {
  expect(safeReturnPath(path)).toBe('/')
})

test('dots cannot make the path of another site', () => {
  expect(safeReturnPath('/..//elsewhere.example')).not.toMatch(/^\/\//)
})
