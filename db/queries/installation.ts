import { eq } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { installation } from '../schema/organisation.ts'

/** A fact of this installation by its key; null when it was never written. */
export async function findInstallationFact(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key))
  return row?.value ?? null
}

/** Writes a fact of this installation, whatever it was before. */
export async function writeInstallationFact(tx: Db, key: string, value: unknown): Promise<void> {
  await tx
    .insert(installation)
    .values({ key, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } })
}
