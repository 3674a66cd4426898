import type { Db } from '#db/client.ts'
import { findInstallationFact } from '#db/queries/installation.ts'

/** @throws {Error} When the database holds invented people with a shared password. */
export async function refuseDemoWorld(db: Db): Promise<void> {
  if (await findInstallationFact(db, 'demo')) {
    throw new Error(
      'This database holds the demo world, whose accounts share one password. Choose another DATA_DIR or DATABASE_URL for a real one.',
    )
  }
}
