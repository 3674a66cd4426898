import { uuidv7 } from 'uuidv7'

import { idNumberColumns } from '#app/auth/id-number.ts'
import type { Keys } from '#app/auth/keys.ts'
import type { Db } from '#db/client.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { people, units } from '#db/schema/organisation.ts'

import type { DemoPerson, DemoUnit } from '../shapes.ts'

/** A person of the demo world as stored. */
export type Inhabitant = DemoPerson & { id: string; unitId: string }

export type Organisation = {
  /** Unit ids by the unit's key. */
  unitIds: ReadonlyMap<string, string>
  people: Inhabitant[]
}

/** Writes the organisation tree and everybody in it; ID numbers go in encrypted, as everywhere. */
export async function seedOrganisation(
  tx: Db,
  keys: Keys,
  population: { units: readonly DemoUnit[]; people: readonly DemoPerson[] },
): Promise<Organisation> {
  const rows = unitRows(population.units)
  await insertRows(
    tx,
    units,
    rows.map(({ key: _, ...row }) => row),
  )
  const unitIds = new Map(rows.map(({ key, id }) => [key, id]))
  const inhabitants = population.people.map((person) => ({
    ...person,
    id: uuidv7(),
    unitId: requireUnit(unitIds, person.unitKey),
  }))
  await insertRows(
    tx,
    people,
    inhabitants.map((person) => personRow(keys, person)),
  )
  return { unitIds, people: inhabitants }
}

/** The id of a unit by its key. */
export function requireUnit(unitIds: ReadonlyMap<string, string>, key: string): string {
  const id = unitIds.get(key)
  if (!id) throw new Error(`The demo world has no unit ${key}.`)
  return id
}

function unitRows(listed: readonly DemoUnit[]) {
  const known = new Map<string, { id: string; path: string[]; children: number }>()
  return listed.map(({ key, parentKey, level, code, nameZh, nameEn, trade }) => {
    const parent = parentKey === null ? null : (known.get(parentKey) ?? null)
    const id = uuidv7()
    const path = [...(parent?.path ?? []), id]
    known.set(key, { id, path, children: 0 })
    const rank = parent ? (parent.children += 1) : 0
    return { key, id, parentId: parent?.id ?? null, level, code, nameZh, nameEn, trade, path, rank }
  })
}

function personRow(keys: Keys, person: Inhabitant) {
  const {
    id,
    employeeNo,
    name,
    sex,
    mobile,
    unitId,
    birthDate,
    post,
    category,
    isLeader,
    isEnforcer,
    status,
  } = person
  return {
    id,
    employeeNo,
    name,
    sex,
    ...idNumberColumns(keys, id, person.idNumber),
    mobile,
    unitId,
    birthDate,
    post,
    grade: person.rank,
    category,
    isLeader,
    isEnforcer,
    status,
  }
}
