import { inventFates } from './fates.ts'
import { inventPeople } from './people.ts'
import type { Unnumbered } from './people.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import type { DemoPerson, DemoUnit } from './shapes.ts'
import { buildUnits, departmentKeyOf } from './units.ts'

export type { DemoPerson, DemoUnit } from './shapes.ts'

/** The day on which everybody's age and reason for exemption hold. */
export const POPULATION_AS_OF = '2026-09-01'

const PEOPLE = 3000
const FIRST_DRAWN = 40
const FIRST_DRAWN_DEPARTMENTS = 16

/**
 * Invents the state employees of a prefecture-level city that is on no map: twelve counties, some seventy
 * departments, three thousand people. The same seed gives the same world.
 *
 * E000001 to E000040 are in service, not exempt, of different names, and spread over sixteen departments.
 *
 * @returns `units` with parents before children, `people` by employee number.
 */
export function generatePopulation(seed: string): { units: DemoUnit[]; people: DemoPerson[] } {
  const random = createRandom(`population ${seed}`)
  const { units, posts } = buildUnits()
  const everybody = inventPeople(random, { posts, size: PEOPLE, asOf: POPULATION_AS_OF })
  const people = inventFates(random, everybody, POPULATION_AS_OF)
  return { units, people: number(random, people) }
}

function number(random: Random, people: Unnumbered[]): DemoPerson[] {
  const inAnyOrder = random.shuffle(people)
  const first = spreadOut(inAnyOrder)
  const ahead = new Set(first)
  return [...first, ...inAnyOrder.filter((person) => !ahead.has(person))].map((person, at) => ({
    employeeNo: `E${String(at + 1).padStart(6, '0')}`,
    ...person,
  }))
}

/** Takes people from a few departments in turn. */
function spreadOut(people: Unnumbered[]): Unnumbered[] {
  const able = people.filter(({ status, exemption }) => status === 'in-service' && exemption === null)
  const departments = [...new Set(able.map(({ unitKey }) => departmentKeyOf(unitKey)))]
  // Half of the city, half of the counties.
  const half = FIRST_DRAWN_DEPARTMENTS / 2
  const ofCity = departments.filter((key) => key.startsWith('city:')).slice(0, half)
  const ofCounties = departments.filter((key) => !key.startsWith('city:')).slice(0, half)
  const queues = [...ofCity, ...ofCounties].map((key) =>
    able.filter(({ unitKey }) => departmentKeyOf(unitKey) === key),
  )
  const names = new Set<string>()
  const chosen: Unnumbered[] = []
  for (let turn = 0; chosen.length < FIRST_DRAWN; turn += 1) {
    const person = queues[turn % queues.length]?.shift()
    if (!person || names.has(person.name)) continue
    names.add(person.name)
    chosen.push(person)
  }
  return chosen
}
