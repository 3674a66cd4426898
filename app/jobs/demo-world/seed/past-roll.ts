import { createRandom, type Random } from '../random.ts'
import { addYears, retirementDateOf } from '../retirement.ts'
import type { Season } from './calendar.ts'
import type { Inhabitant } from './organisation.ts'
import type { Listed, Roll } from './rolls.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * The roll of last year's campaign. Who has left since was still there; some of today's youngest were not yet; who is
 * retired by now was exempt, being within two years of it.
 */
export function pastRoll(
  people: readonly Inhabitant[],
  season: Season & { lockedAt: Date },
  seed: string,
): Roll {
  const entries = people.flatMap((person) => listed(person, season, seed) ?? [])
  const left = of(entries, ({ person, entry }) => person.status === 'left' && entry.class === 'due')
  const ill = of(entries, ({ entry }) => entry.reason === reasons.illness)
  const mothers = of(
    entries,
    ({ person, entry }) => entry.class === 'due' && person.sex === 'f' && person.birthDate >= '1992-01-01',
  )
  const middle = new Date(season.opensAt.getTime() + 11 * DAY + 2 * HOUR)
  const later = new Date(season.lockedAt.getTime() + 9 * DAY)
  return {
    entries,
    changes: [
      ...left.slice(0, 4).map((one) => change(one, 'out-of-scope', { reason: '调出本市', at: middle })),
      ...ill
        .slice(0, 2)
        .map((one) => change(one, 'due', { reason: '免考情形已消失，撤销免考', at: season.opensAt })),
      ...mothers.slice(20, 23).map((one) => change(one, 'exempt', { reason: reasons.maternity, at: middle })),
      // After the lock: reports show that this figure was corrected.
      ...left
        .slice(4, 5)
        .map((one) => change(one, 'out-of-scope', { reason: '补报：考试前已调出本市', at: later })),
    ],
  }
}

export const reasons = {
  'near-retirement': '距法定退休年龄不满两年',
  maternity: '产假',
  illness: '重大疾病',
} as const

export function change(
  { person, entry }: Listed,
  to: 'due' | 'exempt' | 'out-of-scope',
  { reason, at }: { reason: string; at: Date },
) {
  return { personId: person.id, from: entry.class, to, reason, changedAt: at }
}

const of = (entries: readonly Listed[], fits: (one: Listed) => boolean) => entries.filter(fits)

function listed(person: Inhabitant, { cutOff }: Season, seed: string): Listed | null {
  const random = createRandom(`past roll ${seed} ${person.employeeNo}`)
  const isYoung = person.status === 'in-service' && person.birthDate >= '1999-01-01'
  if (isYoung && random.chance(0.2)) return null
  const why = exemptionOf(person, cutOff, random)
  return { person, entry: why ? { class: 'exempt', reason: reasons[why] } : { class: 'due', reason: null } }
}

function exemptionOf(person: Inhabitant, cutOff: string, random: Random): keyof typeof reasons | null {
  if (person.status === 'retired') return 'near-retirement'
  // Exemption is applied for; some would rather sit.
  if (retirementDateOf(person) <= addYears(cutOff, 2) && random.chance(0.8)) return 'near-retirement'
  if (mayBeMother(person) && random.chance(0.03)) return 'maternity'
  return !person.isLeader && random.chance(0.003) ? 'illness' : null
}

const mayBeMother = ({ sex, birthDate }: Inhabitant) =>
  sex === 'f' && birthDate >= '1988-01-01' && birthDate < '2000-01-01'
