import { expect, test } from 'vitest'

import { readKey } from './use-exam-keys.ts'

const press = (key: string, code: string, more: object = {}) => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
})

test.for([
  ['a', 'KeyA', { is: 'choose', index: 0 }],
  ['D', 'KeyD', { is: 'choose', index: 3 }],
  ['2', 'Digit2', { is: 'choose', index: 1 }],
  ['3', 'Numpad3', { is: 'choose', index: 2 }],
  ['Process', 'KeyB', { is: 'choose', index: 1 }],
  ['m', 'KeyM', { is: 'mark' }],
  ['g', 'KeyG', { is: 'grid' }],
  ['ArrowLeft', 'ArrowLeft', { is: 'move', by: -1 }],
  ['PageDown', 'PageDown', { is: 'move', by: 1 }],
  ['e', 'KeyE', null],
  ['5', 'Digit5', null],
  ['x', 'KeyX', null],
  [' ', 'Space', null],
] as const)('%s (%s) with four options', ([key, code, meaning]) => {
  expect(readKey(press(key, code), 4)).toEqual(meaning)
})

test('with seven options, G chooses the seventh', () => {
  expect(readKey(press('g', 'KeyG'), 7)).toEqual({ is: 'choose', index: 6 })
})

test('shortcuts of the browser are left alone', () => {
  expect(readKey(press('a', 'KeyA', { ctrlKey: true }), 4)).toBeNull()
  expect(readKey(press('ArrowLeft', 'ArrowLeft', { altKey: true }), 4)).toBeNull()
})
