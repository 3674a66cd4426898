import { expect, test } from 'vitest'
import { ability, participates } from './behaviour.ts'
import { checkDigitOf } from './id-number.ts'
import { shareOut } from './people.ts'
import { generatePopulation, POPULATION_AS_OF } from './population.ts'
import type { DemoPerson } from './population.ts'
import { createRandom } from './random.ts'
import { addYears, retirementDateOf } from './retirement.ts'
import { departmentKeyOf } from './units.ts'

const seed = 'yunchuan'
const { units, people } = generatePopulation(seed)
const unitOf = new Map(units.map((unit) => [unit.key, unit]))
const departments = groupBy(people, ({ unitKey }) => departmentKeyOf(unitKey))
const count = (fits: (person: DemoPerson) => boolean) => people.filter(fits).length

test('the same seed gives the same world, another seed another', () => {
  expect(generatePopulation(seed)).toEqual({ units, people })
  expect(generatePopulation('another').people).not.toEqual(people)
})

test('there are one city, twelve counties, over sixty departments and three thousand people', () => {
  const levels = groupBy(units, ({ level }) => level)
  expect(levels.get('city')).toHaveLength(1)
  expect(levels.get('county')).toHaveLength(12)
  expect(levels.get('department')?.length).toBeGreaterThan(60)
  expect(levels.get('section')?.length).toBeGreaterThan(20)
  expect(people).toHaveLength(3000)
})

test('a unit stands below the level above it, and comes after its parent', () => {
  const above = { city: [], county: ['city'], department: ['city', 'county'], section: ['department'] }
  units.forEach((unit, at) => {
    const parentAt = units.findIndex(({ key }) => key === unit.parentKey)
    expect(parentAt).toBeLessThan(at)
    const parent = units[parentAt]
    if (unit.level === 'city') expect(unit.parentKey).toBeNull()
    else expect(above[unit.level]).toContain(parent?.level)
  })
})

test('every county has three or four departments', () => {
  for (const county of units.filter(({ level }) => level === 'county')) {
    const own = units.filter(({ parentKey }) => parentKey === county.key)
    expect([3, 4]).toContain(own.length)
  }
})

test('keys, codes and full names of units occur once, in both languages', () => {
  const places = units.filter(({ level }) => level !== 'section')
  for (const values of [
    units.map(({ key }) => key),
    units.map(({ code }) => code),
    places.map(({ nameZh }) => nameZh),
    places.map(({ nameEn }) => nameEn),
  ]) {
    expect(new Set(values).size).toBe(values.length)
  }
})

test('everybody is in a department or a section, and every department has a head and staff', () => {
  for (const { unitKey } of people) expect(['department', 'section']).toContain(unitOf.get(unitKey)?.level)
  for (const unit of units.filter(({ level }) => level === 'department')) {
    const own = departments.get(unit.key) ?? []
    expect(own.length).toBeGreaterThanOrEqual(8)
    expect(own.filter(({ isLeader }) => isLeader).length).toBeGreaterThanOrEqual(2)
    expect(own.filter(({ isLeader }) => isLeader).length).toBeLessThan(own.length)
  }
})

test('employee numbers run from E000001 to E003000', () => {
  expect(people.map(({ employeeNo }) => employeeNo)).toEqual(
    people.map((_, at) => `E${String(at + 1).padStart(6, '0')}`),
  )
})

test('the first forty may sit an exam, bear different names, and come from at least twelve departments', () => {
  const first = people.slice(0, 40)
  expect(first.every(({ status, exemption }) => status === 'in-service' && exemption === null)).toBe(true)
  expect(new Set(first.map(({ name }) => name)).size).toBe(40)
  expect(new Set(first.map(({ unitKey }) => departmentKeyOf(unitKey))).size).toBeGreaterThanOrEqual(12)
})

test('ID numbers are well formed, agree with birth date and sex, and can belong to nobody', () => {
  for (const { idNumber, birthDate, sex } of people) {
    expect(idNumber).toMatch(/^4399(0[1-9]|1[0-2])\d{11}[\dX]$/)
    expect(idNumber.at(-1)).toBe(checkDigitOf(idNumber.slice(0, 17)))
    expect(idNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''))
    expect(Number(idNumber[16]) % 2).toBe(sex === 'm' ? 1 : 0)
  }
  expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length)
})

test('mobile numbers have eleven digits of an unassigned prefix and occur once', () => {
  for (const { mobile } of people) expect(mobile).toMatch(/^100\d{8}$/)
  expect(new Set(people.map(({ mobile }) => mobile)).size).toBe(people.length)
})

test('everybody was born from 1966 to 2003, on a day that exists', () => {
  for (const { birthDate } of people) {
    expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate)
    expect(birthDate >= '1966-01-01' && birthDate <= '2003-12-31').toBe(true)
  }
})

test('only those past the statutory age are retired', () => {
  for (const person of people) {
    expect(retirementDateOf(person) <= POPULATION_AS_OF).toBe(person.status === 'retired')
  }
  expect(count(({ status }) => status === 'retired')).toBe(12)
  expect(count(({ status }) => status === 'left')).toBe(18)
})

test('each exemption has its reason in the person, and few are exempt', () => {
  const exempt = groupBy(people, ({ exemption }) => exemption)
  const soon = addYears(POPULATION_AS_OF, 2)
  for (const person of exempt.get('near-retirement') ?? [])
    expect(retirementDateOf(person) <= soon).toBe(true)
  for (const { sex } of exempt.get('maternity') ?? []) expect(sex).toBe('f')
  for (const reason of ['near-retirement', 'maternity', 'illness'] as const) {
    expect(exempt.get(reason)?.length).toBeGreaterThanOrEqual(5)
  }
  const all = count(({ exemption }) => exemption !== null)
  expect(all).toBeLessThan(120)
  expect(count(({ exemption, status }) => exemption !== null && status !== 'in-service')).toBe(0)
})

test('only departments that enforce have enforcers, and only civil servants lead', () => {
  const enforcing = new Set(
    people.filter(({ isEnforcer }) => isEnforcer).map(({ unitKey }) => unitOf.get(unitKey)?.trade),
  )
  expect(enforcing).toContain('public-security')
  expect(enforcing).toContain('market')
  expect(enforcing).not.toContain('finance')
  expect(count(({ isLeader, category }) => isLeader && category !== 'civil-servant')).toBe(0)
  expect(count(({ category }) => category === 'ref-civil-servant')).toBeGreaterThan(100)
  expect(count(({ category }) => category === 'institution')).toBeGreaterThan(100)
})

test('ability lies between 0 and 1, about 0.86 in the mean, and differs by department', () => {
  const all = people.map((person) => ability(person, seed))
  expect(Math.min(...all)).toBeGreaterThan(0)
  expect(Math.max(...all)).toBeLessThan(1)
  expect(mean(all)).toBeCloseTo(0.86, 1)
  const means = [...departments.values()].map((own) => mean(own.map((person) => ability(person, seed))))
  expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(0.05)
})

test('about 97 in a hundred take part; in some departments everybody, in others clearly fewer', () => {
  const rate = (own: DemoPerson[]) => mean(own.map((person) => (participates(person, seed) ? 1 : 0)))
  expect(rate(people)).toBeGreaterThan(0.955)
  expect(rate(people)).toBeLessThan(0.985)
  const rates = [...departments.values()].map(rate)
  expect(rates.filter((share) => share === 1).length).toBeGreaterThan(10)
  expect(Math.min(...rates)).toBeLessThan(0.93)
})

test('shares add up to the total, whatever the weights', () => {
  const random = createRandom('shares')
  for (let turn = 0; turn < 200; turn += 1) {
    const weights = Array.from({ length: 1 + random.below(80) }, () => 1 + random.below(200))
    const shares = shareOut(3000, weights)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(3000)
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(8)
  }
})

function groupBy<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
