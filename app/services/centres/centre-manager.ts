import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import type { Region } from '#db/queries/regions.ts'

import { regionOf, type RoleHolder } from '../region-of.ts'

/** Somebody who runs exam centres. Centres of other regions do not exist for them. */
export type CentreManager = RoleHolder & { db: Db; accountId: string; name: string }

export const centresOf = (manager: CentreManager): Region => regionOf(manager, 'centre-manager')
export const actorOf = ({ accountId, name }: CentreManager): Actor => ({ id: accountId, name })
