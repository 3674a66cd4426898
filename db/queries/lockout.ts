import { eq } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { accounts } from '../schema/organisation.ts'

/** Lets a person try to log in again at once. */
export async function unlockPersonAccount(tx: Db, personId: string): Promise<void> {
  await tx.update(accounts).set({ failedLogins: 0, lockedUntil: null }).where(eq(accounts.personId, personId))
}
