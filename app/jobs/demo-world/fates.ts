import { inventIdNumber } from './id-number.ts'
import { inventRetiredBirthDate, unused } from './people.ts'
import type { Unnumbered } from './people.ts'
import type { Random } from './random.ts'
import { addYears, retirementDateOf } from './retirement.ts'

const RETIRED = 12
const LEFT = 18
const ON_MATERNITY_LEAVE = 16
const ILL = 10
const NEAR_RETIREMENT_SHARE = 0.7

/**
 * Lets a few people retire or leave, and gives a few a reason for exemption: within two years of retirement,
 * maternity leave, serious illness. The order of the list stays.
 */
export function inventFates(random: Random, people: Unnumbered[], asOf: string): Unnumbered[] {
  const fated = [...people]
  const change = (
    count: number,
    fits: (person: Unnumbered) => boolean,
    to: (person: Unnumbered) => Unnumbered,
  ) => {
    const chosen = random.shuffle(fated.flatMap((person, at) => (isFree(person) && fits(person) ? [at] : [])))
    for (const at of chosen.slice(0, count)) {
      const person = fated[at]
      if (person) fated[at] = to(person)
    }
  }
  const taken = new Set(people.map(({ idNumber }) => idNumber))
  const retire = (person: Unnumbered): Unnumbered => {
    const birthDate = inventRetiredBirthDate(random, { sex: person.sex, asOf })
    const idNumber = unused(taken, () => inventIdNumber(random, { birthDate, sex: person.sex }))
    return { ...person, birthDate, idNumber, status: 'retired' }
  }
  const soon = addYears(asOf, 2)
  const isNear = (person: Unnumbered) => retirementDateOf(person) <= soon
  const near = fated.filter(isNear).length

  change(RETIRED, ({ isLeader }) => !isLeader, retire)
  change(
    LEFT,
    ({ isLeader }) => !isLeader,
    (person) => ({ ...person, status: 'left' }),
  )
  change(Math.round(near * NEAR_RETIREMENT_SHARE), isNear, (person) => ({
    ...person,
    exemption: 'near-retirement',
  }))
  change(ON_MATERNITY_LEAVE, mayBeMother(asOf), (person) => ({ ...person, exemption: 'maternity' }))
  change(
    ILL,
    ({ isLeader }) => !isLeader,
    (person) => ({ ...person, exemption: 'illness' }),
  )
  return fated
}

const isFree = ({ status, exemption }: Unnumbered) => status === 'in-service' && exemption === null

function mayBeMother(asOf: string): (person: Unnumbered) => boolean {
  const [oldest, youngest] = [addYears(asOf, -39), addYears(asOf, -25)]
  return ({ sex, birthDate }) => sex === 'f' && birthDate >= oldest && birthDate <= youngest
}
