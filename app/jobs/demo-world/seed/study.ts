import { uuidv7 } from 'uuidv7'

import type { Db } from '#db/client.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { studyResults } from '#db/schema/campaigns.ts'

import { createRandom } from '../random.ts'
import { departmentKeyOf } from '../units.ts'
import type { Inhabitant } from './organisation.ts'

/** Shares of people by department, with how common each is: [those with credits, those who reached the target]. */
export type StudyHabits = readonly (readonly [share: { listed: number; reached: number }, weight: number])[]

/** A season that is over: many departments complete, all together slightly below 100 %. */
export const studiedWell: StudyHabits = [
  [{ listed: 1, reached: 1 }, 70],
  [{ listed: 1, reached: 0.985 }, 22],
  [{ listed: 1, reached: 0.95 }, 8],
]

/** A season that is under way. */
export const stillStudying: StudyHabits = [
  [{ listed: 1, reached: 1 }, 15],
  [{ listed: 0.98, reached: 0.94 }, 45],
  [{ listed: 0.9, reached: 0.85 }, 30],
  [{ listed: 0.75, reached: 0.7 }, 10],
]

type Import = { campaignId: string; at: Date; habits: StudyHabits; seed: string }

/** Writes study results as one import. @returns How many people it covers. */
export async function seedStudyResults(
  tx: Db,
  due: readonly Inhabitant[],
  { campaignId, at, habits, seed }: Import,
): Promise<number> {
  const importId = uuidv7()
  const rows = due.flatMap((person) => {
    const credits = creditsOf(person, habits, seed)
    return credits ? [{ campaignId, personId: person.id, ...credits, importId, importedAt: at }] : []
  })
  await insertRows(tx, studyResults, rows)
  return rows.length
}

/** Null: the person is not in the import. */
function creditsOf({ employeeNo, unitKey }: Inhabitant, habits: StudyHabits, seed: string) {
  const share = createRandom(`study ${seed} ${departmentKeyOf(unitKey)}`).weighted(habits)
  const random = createRandom(`study ${seed} ${employeeNo}`)
  const luck = random.next()
  if (luck >= share.listed) return null
  if (luck < share.reached) {
    const compulsoryCredits = 60 + random.below(21)
    return { totalCredits: Math.max(100, compulsoryCredits + 40 + random.below(46)), compulsoryCredits }
  }
  const compulsoryCredits = random.below(60)
  return { totalCredits: compulsoryCredits + random.below(40), compulsoryCredits }
}
