import { createRandom } from './random.ts'
import type { DemoPerson } from './shapes.ts'
import { departmentKeyOf } from './units.ts'

type Somebody = Pick<DemoPerson, 'employeeNo' | 'unitKey'>

const MEAN_ABILITY = 0.86
/** How far departments, and people within one, lie apart: half-widths of the spread. */
const DEPARTMENT_SPREAD = 0.05
const PERSON_SPREAD = 0.2

/**
 * The chance, 0 to 1, that a person answers an item of middling difficulty right. Departments differ; the mean over
 * everybody is about 0.86.
 */
export function ability({ employeeNo, unitKey }: Somebody, seed: string): number {
  const ofDepartment = createRandom(`ability ${seed} ${departmentKeyOf(unitKey)}`)
  const ofPerson = createRandom(`ability ${seed} ${employeeNo}`)
  const department = (ofDepartment.next() * 2 - 1) * DEPARTMENT_SPREAD
  // The mean of three: most people are near their department's level.
  const person = ((ofPerson.next() + ofPerson.next() + ofPerson.next()) / 1.5 - 1) * PERSON_SPREAD
  return Math.min(0.99, Math.max(0.4, MEAN_ABILITY + department + person))
}

/** Shares of people who take part, by department, with how common each is. Together about 97 in a hundred. */
const shares = [
  [1, 40],
  [0.985, 25],
  [0.96, 20],
  [0.9, 15],
] as const

/** Whether a person sat the past campaign's exam. In some departments everybody did, in others up to a tenth did not. */
export function participates({ employeeNo, unitKey }: Somebody, seed: string): boolean {
  const share = createRandom(`share ${seed} ${departmentKeyOf(unitKey)}`).weighted<number>(shares)
  return createRandom(`participates ${seed} ${employeeNo}`).chance(share)
}
