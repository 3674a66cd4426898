import { eq } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { installation } from '../schema/organisation.ts'

/** A fact of this installation by its key; null when it was never written. */
export async function findInstallationFact(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key))
  return row?.value ?? null
}
