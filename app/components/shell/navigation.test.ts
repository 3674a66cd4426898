import { expect, test } from 'vitest'

import { navigationOf } from './navigation.ts'

test('somebody who writes and reviews questions finds the bank once', () => {
  expect(navigationOf(['reviewer', 'author']).map((link) => link.to)).toEqual(['/bank'])
})

test('links stand in the same order whatever the order of the roles', () => {
  const links = navigationOf(['auditor', 'administrator', 'candidate']).map((link) => link.to)
  expect(links).toEqual(['/home', '/statistics', '/admin', '/audit'])
})

test('nobody without a role finds a link', () => {
  expect(navigationOf([])).toEqual([])
})
