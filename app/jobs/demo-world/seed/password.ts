import { createHmac } from 'node:crypto'

import { z } from 'zod'

import type { Keys } from '#app/auth/keys.ts'
import type { Db } from '#db/client.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { replacePasswordHash, writeInstallationFact } from '#db/queries/demo-world.ts'
import { findInstallationFact } from '#db/queries/installation.ts'

type Wanted = { keys: Keys; now: Date; password: string; hashPassword: (password: string) => Promise<string> }

/** The hash that all demo accounts share, and a mark by which a start sees that another password is wanted. */
const Kept = z.object({ mark: z.string(), passwordHash: z.string() })

const KEY = 'demo-password'

/** Hashes the demo password, once for all accounts. */
export async function makeDemoPassword(tx: Db, { keys, password, hashPassword }: Wanted): Promise<string> {
  const passwordHash = await hashPassword(password)
  await writeInstallationFact(tx, KEY, { mark: markOf(keys, password), passwordHash })
  return passwordHash
}

/** Gives the demo accounts the password of this start. Who has chosen one of their own keeps it. */
export async function keepDemoPassword(tx: Db, wanted: Wanted): Promise<void> {
  const kept = Kept.parse(await findInstallationFact(tx, KEY))
  if (kept.mark === markOf(wanted.keys, wanted.password)) return
  const to = await makeDemoPassword(tx, wanted)
  await replacePasswordHash(tx, { from: kept.passwordHash, to, at: wanted.now })
  await appendAudit(tx, {
    at: wanted.now,
    actor: theProgram,
    action: 'demo-world.password-changed',
    subject: 'platform',
  })
}

function markOf({ activationKey }: Keys, password: string): string {
  return createHmac('sha256', activationKey).update(`demo password ${password}`).digest('base64url')
}
