import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { isHeld } from './embedded-lock.ts'
import { APP_ROLE, OWNER_ROLE, socketUrl } from './embedded-roles.ts'

/** How long a copy that is just starting may take until its database answers. */
const LONGEST_START_MS = 60_000

/**
 * The database of a data folder that another running copy of this program serves: a command of its own joins it
 * instead of starting a second server on the same data.
 *
 * @returns null when no running copy holds the folder.
 * @throws {Error} When one holds it, but its database does not come up.
 */
export async function findServed(
  dataDir: string,
  database = 'lawexam',
): Promise<{ ownerUrl: string; appUrl: string } | null> {
  const folder = resolve(dataDir)
  for (let waitedMs = 0; isHeld(folder); waitedMs += 200) {
    const socketDir = readSocketFolder(folder)
    if (socketDir !== null)
      return {
        ownerUrl: socketUrl(OWNER_ROLE, database, socketDir),
        appUrl: socketUrl(APP_ROLE, database, socketDir),
      }
    if (waitedMs > LONGEST_START_MS)
      throw new Error(
        `Another copy of this program holds ${folder}, but its database does not answer: look at that one first.`,
      )
    await wait(200)
  }
  return null
}

/** As the server itself writes it: its socket folder stands on the fifth line, its state on the eighth. */
function readSocketFolder(dataDir: string): string | null {
  try {
    const lines = readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')
    const [socketDir = '', state = ''] = [lines[4], lines[7]]
    return socketDir !== '' && state.trim() === 'ready' ? socketDir : null
  } catch {
    return null
  }
}
