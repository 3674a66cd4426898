import { uuidv7 } from 'uuidv7'

import { classAt } from '#app/domain/roll.ts'
import type { Db } from '#db/client.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { type RollClass, rollChanges, rollEntries } from '#db/schema/campaigns.ts'

import type { Inhabitant } from './organisation.ts'

/** The last employee number of those who are drawn for the centre exam: E000001 up to it. */
export const FIRST_DRAWN = 'E000040'

export type Listed = { person: Inhabitant; entry: { class: RollClass; reason: string | null } }

export type Roll = {
  entries: Listed[]
  changes: { personId: string; from: RollClass; to: RollClass; reason: string; changedAt: Date }[]
}

/**
 * Freezes a roll, with the dated changes that came after.
 *
 * @returns Who was due all the time, and so could sit: nobody whose class changed to something else.
 */
export async function seedRoll(
  tx: Db,
  { entries, changes }: Roll,
  by: { campaignId: string; changedBy: string },
): Promise<Inhabitant[]> {
  await insertRows(
    tx,
    rollEntries,
    entries.map(({ person, entry }) => ({
      campaignId: by.campaignId,
      personId: person.id,
      unitId: person.unitId,
      class: entry.class,
      reason: entry.reason,
    })),
  )
  const dated = [...changes].sort((one, other) => one.changedAt.getTime() - other.changedAt.getTime())
  await insertRows(
    tx,
    rollChanges,
    dated.map((change) => ({ id: uuidv7(), ...by, ...change })),
  )
  return entries.filter((listed) => isDue(listed, changes)).map(({ person }) => person)
}

function isDue({ person, entry }: Listed, changes: Roll['changes']): boolean {
  const own = changes.filter(({ personId }) => personId === person.id)
  const last = classAt(
    entry,
    own.map((change) => ({ ...change, order: '' })),
    new Date(8.64e15),
  )
  return last === 'due'
}
