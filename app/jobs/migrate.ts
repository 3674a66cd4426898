/** `npm run migrate`: brings the database of DATABASE_OWNER_URL (or DATABASE_URL) to the newest schema. */
import { migrateDatabase } from '#db/migrate.ts'

import { readConfig } from '../config.server.ts'

const { databaseOwnerUrl } = readConfig()
if (!databaseOwnerUrl) {
  console.error('Set DATABASE_OWNER_URL; the embedded database is migrated at every start.')
  process.exitCode = 1
} else {
  await migrateDatabase(databaseOwnerUrl)
  console.log('The database is at the newest schema.')
}
