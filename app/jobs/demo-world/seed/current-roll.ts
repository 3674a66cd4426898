import type { Season } from './calendar.ts'
import type { Inhabitant } from './organisation.ts'
import { change, reasons } from './past-roll.ts'
import { FIRST_DRAWN, type Listed, type Roll } from './rolls.ts'

/** The roll of the current campaign, as the population stands. */
export function currentRoll(people: readonly Inhabitant[], season: Season): Roll {
  const entries = people.map(listed)
  const free = entries.filter(
    ({ person, entry }) => entry.class === 'due' && !person.isLeader && person.employeeNo > FIRST_DRAWN,
  )
  const ill = entries.filter(({ entry }) => entry.reason === reasons.illness)
  const at = new Date(season.frozenAt.getTime() + 21 * 86_400_000)
  return {
    entries,
    changes: [
      ...free.slice(100, 103).map((one) => change(one, 'exempt', { reason: reasons.illness, at })),
      ...ill.slice(0, 1).map((one) => change(one, 'due', { reason: '已返岗，撤销免考', at })),
    ],
  }
}

function listed(person: Inhabitant): Listed {
  if (person.status === 'retired') return { person, entry: { class: 'out-of-scope', reason: '已退休' } }
  if (person.status === 'left') return { person, entry: { class: 'out-of-scope', reason: '已离职' } }
  if (person.exemption) return { person, entry: { class: 'exempt', reason: reasons[person.exemption] } }
  return { person, entry: { class: 'due', reason: null } }
}
