import { expect, test } from 'vitest'

import type { Viewer } from '../context.ts'
import {
  findCandidate,
  findStaff,
  regionsOf,
  requireCandidate,
  requireStaff,
  requireViewer,
} from './guards.ts'

const viewer: Viewer = {
  accountId: 'account',
  personId: 'person',
  name: '王芳',
  login: 'gh1',
  roles: [
    { role: 'candidate', unitId: null },
    { role: 'proctor', unitId: 'centre-1' },
  ],
  departmentZh: null,
  departmentEn: null,
  mustChangePassword: false,
  sessionDigest: 'digest',
}
// Safe: guards hand the database on and do nothing with it.
const db = {} as Parameters<typeof requireViewer>[0]['db']
const request = new Request('http://exam.test/statistics?exam=1&unit=2')
const looking = (change: Partial<Viewer> | null) => ({ db, viewer: change && { ...viewer, ...change } })

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (thrown) {
    return thrown
  }
  throw new Error('nothing was thrown')
}

function targetOf(thrown: unknown): string | null {
  return thrown instanceof Response ? thrown.headers.get('Location') : null
}

test('who is not logged in goes to the login, and back to the same page afterwards', () => {
  const thrown = thrownBy(() => requireViewer(looking(null), request))
  expect(targetOf(thrown)).toBe('/login?next=%2Fstatistics%3Fexam%3D1%26unit%3D2')
})

test('who must change the password does that first, and the API knows them not before', () => {
  const context = looking({ mustChangePassword: true })
  expect(targetOf(thrownBy(() => requireCandidate(context, request)))).toMatch(/^\/account\/password\?next=/)
  expect(findCandidate(context)).toBeNull()
  expect(findStaff(context, ['proctor'])).toBeNull()
})

test('staff on no roll are no candidates', () => {
  const context = looking({ personId: null })
  expect(thrownBy(() => requireCandidate(context, request))).toMatchObject({ init: { status: 403 } })
  expect(findCandidate(looking({}))).toMatchObject({ personId: 'person', sessionDigest: 'digest' })
})

test('a role opens what asks for it and nothing else', () => {
  expect(requireStaff(looking({}), request, ['proctor', 'inspector'])).toMatchObject({ accountId: 'account' })
  expect(thrownBy(() => requireStaff(looking({}), request, ['administrator']))).toMatchObject({
    init: { status: 403 },
  })
})

test('a role holds below its units; one without a unit holds everywhere', () => {
  const city = { role: 'administrator', unitId: null } as const
  const counties = [
    { role: 'administrator', unitId: 'county-1' },
    { role: 'administrator', unitId: 'county-2' },
  ] as const
  expect(regionsOf({ roles: [...counties] }, 'administrator')).toEqual(['county-1', 'county-2'])
  expect(regionsOf({ roles: [...counties, city] }, 'administrator')).toBe('everywhere')
  expect(regionsOf(viewer, 'administrator')).toEqual([])
})
