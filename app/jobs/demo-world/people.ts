import { FIRST_BIRTH_YEAR, inventCareer, latestBirthYear, tiersOf } from './careers.ts'
import type { Tier } from './careers.ts'
import { inventIdNumber, inventMobile } from './id-number.ts'
import { inventName } from './names.ts'
import type { Random } from './random.ts'
import { dateOf, retirementDateOf } from './retirement.ts'
import type { DemoPerson, Sex } from './shapes.ts'
import type { Post } from './units.ts'

/** A person before the numbers are given out. */
export type Unnumbered = Omit<DemoPerson, 'employeeNo'>

export type Census = { posts: Post[]; size: number; asOf: string }

const SMALLEST_DEPARTMENT = 8

/** Everybody of every department, in service on the day `asOf` and without exemption. */
export function inventPeople(random: Random, { posts, size, asOf }: Census): Unnumbered[] {
  const taken = new Set<string>()
  const sizes = shareOut(
    size,
    posts.map(({ department }) => department.weight),
  )
  return posts.flatMap((post, at) =>
    tiersOf(sizes[at] ?? 0, random).map((tier) => inventPerson(random, { post, tier, asOf, taken })),
  )
}

type Want = { post: Post; tier: Tier; asOf: string; taken: Set<string> }

function inventPerson(random: Random, { post, tier, asOf, taken }: Want): Unnumbered {
  const sex: Sex = random.chance(post.department.ladder.ranks === 'police' ? 0.84 : 0.58) ? 'm' : 'f'
  const birthDate = inventBirthDate(random, { sex, tier, asOf })
  const birthYear = Number(birthDate.slice(0, 4))
  return {
    name: inventName(random, { sex, birthYear }),
    sex,
    idNumber: unused(taken, () => inventIdNumber(random, { birthDate, sex })),
    mobile: unused(taken, () => inventMobile(random)),
    birthDate,
    ...inventCareer(random, post, { tier, birthYear }),
    status: 'in-service',
    exemption: null,
  }
}

/** The middle years are the fullest; nobody is past retirement. */
function inventBirthDate(
  random: Random,
  { sex, tier, asOf }: { sex: Sex; tier: Tier; asOf: string },
): string {
  const years = latestBirthYear[tier] - FIRST_BIRTH_YEAR + 1
  for (;;) {
    const year = FIRST_BIRTH_YEAR + Math.floor(((random.next() + random.next()) / 2) * years)
    const birthDate = dateOf(year, 1 + random.below(12), 1 + random.below(28))
    if (retirementDateOf({ birthDate, sex }) > asOf) return birthDate
  }
}

/** A birthday of which the statutory age was reached a few months before `asOf`. */
export function inventRetiredBirthDate(random: Random, { sex, asOf }: { sex: Sex; asOf: string }): string {
  const year = Number(asOf.slice(0, 4)) - (sex === 'm' ? 60 : 55)
  for (;;) {
    const birthDate = dateOf(year, 1 + random.below(12), 1 + random.below(28))
    if (retirementDateOf({ birthDate, sex }) <= asOf) return birthDate
  }
}

/** Invents until something comes out that nobody has yet, and takes it. */
export function unused(taken: Set<string>, invent: () => string): string {
  for (;;) {
    const value = invent()
    if (taken.has(value)) continue
    taken.add(value)
    return value
  }
}

/** Whole shares by weight that add up to the total; every share has the least. Largest remainders get the rest. */
export function shareOut(total: number, weights: number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const spare = total - SMALLEST_DEPARTMENT * weights.length
  const exact = weights.map((weight) => (spare * weight) / sum)
  const missing = spare - exact.reduce((all, share) => all + Math.floor(share), 0)
  const luckiest = exact
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at)
    .slice(0, missing)
  const lucky = new Set(luckiest.map(({ at }) => at))
  return exact.map((share, at) => SMALLEST_DEPARTMENT + Math.floor(share) + (lucky.has(at) ? 1 : 0))
}
