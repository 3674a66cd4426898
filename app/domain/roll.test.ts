import { describe, expect, test } from 'vitest'

import { classAt, countingUnit, type RollChange, type TreeUnit } from './roll.ts'

const day = (n: number) => new Date(Date.UTC(2026, 8, n))
const change = (n: number, to: RollChange['to'], order = 'a'): RollChange => ({
  to,
  changedAt: day(n),
  order,
})

describe('the class at an instant', () => {
  test('without a change it is that of the frozen roll', () => {
    expect(classAt({ class: 'due' }, [], day(30))).toBe('due')
  })
  test('a change counts from its own instant on', () => {
    const changes = [change(10, 'exempt')]
    expect(classAt({ class: 'due' }, changes, new Date(day(10).getTime() - 1))).toBe('due')
    expect(classAt({ class: 'due' }, changes, day(10))).toBe('exempt')
  })
  test('a revoked exemption makes the person due again, whatever the order of the rows', () => {
    const changes = [change(20, 'due'), change(10, 'exempt')]
    expect(classAt({ class: 'due' }, changes, day(15))).toBe('exempt')
    expect(classAt({ class: 'due' }, changes, day(25))).toBe('due')
  })
  test('of two changes of one instant the one written later holds', () => {
    const changes = [change(10, 'out-of-scope', 'b'), change(10, 'exempt', 'a')]
    expect(classAt({ class: 'due' }, changes, day(10))).toBe('out-of-scope')
    expect(classAt({ class: 'due' }, [...changes].reverse(), day(10))).toBe('out-of-scope')
  })
})

describe('the unit one is counted in', () => {
  const department: TreeUnit = { id: 'd', level: 'department', path: ['c', 'd'] }
  const section: TreeUnit = { id: 's', level: 'section', path: ['c', 'd', 's'] }
  const byId = new Map([department, section].map((unit) => [unit.id, unit]))

  test('a section counts into its department', () => expect(countingUnit(section, byId)).toBe('d'))
  test('a department counts into itself', () => expect(countingUnit(department, byId)).toBe('d'))
  test('a section seen alone counts into itself', () => expect(countingUnit(section, new Map())).toBe('s'))
})
