import { expect, test } from 'vitest'

import type { RoleName } from '#db/schema/organisation.ts'

import { afterLogin, homeOf, nextOf } from './home.ts'

const rolesOf = (...names: RoleName[]) => ({ roles: names.map((role) => ({ role, unitId: null })) })

test('everybody starts where their work is', () => {
  expect(homeOf(rolesOf('candidate'))).toBe('/home')
  expect(homeOf(rolesOf('candidate', 'proctor'))).toBe('/proctor')
  expect(homeOf(rolesOf('administrator'))).toBe('/statistics')
  expect(homeOf(rolesOf())).toBeNull()
})

test.for([
  ['/login?next=%2Fstatistics%3Fexam%3D1', '/statistics?exam=1'],
  ['/login', '/'],
  ['/login?next=https%3A%2F%2Felsewhere.test%2F', '/'],
  ['/login?next=%2F%2Felsewhere.test', '/'],
  ['/login?next=%2F%5Celsewhere.test', '/'],
  ['/login?next=%2Flogin%3Fnext%3D%2Fhome', '/'],
  ['/login?next=%2Flogout', '/'],
] as const)('after %s one comes to %s', ([path, next]) => {
  expect(nextOf(`http://exam.test${path}`)).toBe(next)
})

test('a change of password that is due comes first', () => {
  const url = 'http://exam.test/login?next=%2Fproctor'
  expect(afterLogin({ mustChangePassword: true }, url)).toBe('/account/password?next=%2Fproctor')
  expect(afterLogin({ mustChangePassword: false }, url)).toBe('/proctor')
})
