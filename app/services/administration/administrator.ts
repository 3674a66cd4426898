import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import type { Region } from '#db/queries/regions.ts'

import { regionOf, type RoleHolder } from '../region-of.ts'

/** An administrator of a region. What lies outside it does not exist for them. */
export type Administrator = RoleHolder & { db: Db; accountId: string; name: string }

export const regionOfAdministrator = (administrator: Administrator): Region =>
  regionOf(administrator, 'administrator')
export const actorOf = ({ accountId, name }: Administrator): Actor => ({ id: accountId, name })
