import { appendAudit } from '#db/queries/audit.ts'
import { type FoundPerson, searchPeople } from '#db/queries/administration.ts'
import { readInstant } from '#db/queries/instant.ts'
import type { RoleName } from '#db/schema/organisation.ts'

import { type Administrator, actorOf, regionOfAdministrator } from './administrator.ts'

/** Somebody an administrator found, and what may be done with the account. */
export type PersonLine = {
  accountId: string | null
  personId: string | null
  name: string
  /** Employee number, or the login of staff who are on no roll. */
  number: string
  unitZh: string | null
  unitEn: string | null
  roles: { role: RoleName; unitZh: string | null; unitEn: string | null }[]
  state: 'none' | 'not-activated' | 'active' | 'locked' | 'disabled'
  lockedUntil: Date | null
  /** False: one's own account, or one with a role beyond the region. */
  manageable: boolean
  isOwn: boolean
}

export type SearchResult = {
  people: PersonLine[]
  /** There are more than are shown. */
  more: boolean
}

const MOST = 30

/** Finds people of the region. Every search that finds somebody is recorded, with whom it showed. */
export function findPeople(administrator: Administrator, text: string): Promise<SearchResult> {
  return administrator.db.transaction(async (tx) => {
    const region = regionOfAdministrator(administrator)
    const found = await searchPeople(tx, region, { text, limit: MOST + 1 })
    const shown = found.slice(0, MOST)
    const now = await readInstant(tx)
    if (shown.length > 0) {
      await appendAudit(tx, {
        at: now,
        actor: actorOf(administrator),
        action: 'people.searched',
        subject: 'people',
        unitId: region === 'everywhere' ? null : (region.unitIds[0] ?? null),
        detail: { text, shown: shown.map(({ employeeNo, login }) => employeeNo ?? login) },
      })
    }
    return { people: shown.map((row) => lineOf(row, administrator, now)), more: found.length > MOST }
  })
}

function lineOf(row: FoundPerson, administrator: Administrator, now: Date): PersonLine {
  const { accountId, personId, name, unitZh, unitEn, roles } = row
  const isOwn = accountId === administrator.accountId
  return {
    ...{ accountId, personId, name, unitZh, unitEn },
    number: row.employeeNo ?? row.login ?? '',
    roles: accountId ? roles : [],
    state: stateOf(row, now),
    lockedUntil: row.lockedUntil && row.lockedUntil > now ? row.lockedUntil : null,
    manageable: !row.outranks && !isOwn,
    isOwn,
  }
}

function stateOf(
  { accountId, disabledAt, lockedUntil, isActivated }: FoundPerson,
  now: Date,
): PersonLine['state'] {
  if (!accountId) return 'none'
  if (disabledAt) return 'disabled'
  if (lockedUntil && lockedUntil > now) return 'locked'
  return isActivated ? 'active' : 'not-activated'
}
