import { openDatabase, type Database } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { findServed } from '#db/embedded-attach.ts'
import { migrateDatabase } from '#db/migrate.ts'

import type { Config } from '../config.server.ts'
import type { Log } from '../log.ts'
import { installBasicBank } from '../services/questions/install-basic-bank.ts'

/**
 * Opens the bank for a command: on a fresh machine with its database made and the basic bank installed, beside a
 * running platform on the same data folder by joining its database.
 *
 * @throws {Error} With one sentence saying what to do.
 */
export async function openBank(config: Config, log: Log): Promise<Pick<Database, 'db' | 'close'>> {
  const source = await openSource(config, log)
  try {
    if (source.ownerUrl !== null) await migrateDatabase(source.ownerUrl)
    let isClosing = false
    const database = openDatabase(source.appUrl, {
      max: 4,
      onError: (error) => {
        if (!isClosing) log.error({ err: error }, 'A database connection broke.')
      },
    })
    try {
      await installBasicBank(database.db)
    } catch (error) {
      await database.close()
      throw error
    }
    return {
      db: database.db,
      close: async () => {
        isClosing = true
        await database.close()
        await source.stop()
      },
    }
  } catch (error) {
    await source.stop()
    throw error
  }
}

/** `ownerUrl` null: a running platform has brought the schema up to date, and nobody changes it under its feet. */
type Source = { appUrl: string; ownerUrl: string | null; stop: () => Promise<void> }

async function openSource({ databaseUrl, databaseOwnerUrl, dataDir }: Config, log: Log): Promise<Source> {
  const stop = async () => {}
  if (databaseUrl) return { appUrl: databaseUrl, ownerUrl: databaseOwnerUrl ?? null, stop }
  const served = await findServed(dataDir)
  if (served) return { appUrl: served.appUrl, ownerUrl: null, stop }
  return startEmbedded({ dataDir, onExit: () => log.error({}, 'PostgreSQL died and is started again.') })
}
