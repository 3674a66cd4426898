import { z } from 'zod'

import type { Db } from '#db/client.ts'
import { keepInstallationFact } from '#db/queries/accounts.ts'

import type { Keys } from './keys.ts'

const KeyFact = z.object({ idNumberKeyId: z.string(), signingKeyId: z.string() })

/**
 * Makes sure that a database is used with the keys it was begun with: with others, ID numbers could not be read and
 * no earlier receipt could be checked. The first start writes down which keys they are.
 *
 * @throws {Error} With one sentence saying what to do.
 */
export async function requireSameKeys(
  db: Db,
  keys: Pick<Keys, 'idNumberKeyId' | 'signingKeyId'>,
): Promise<void> {
  const { idNumberKeyId, signingKeyId } = keys
  const kept = KeyFact.safeParse(await keepInstallationFact(db, 'keys', { idNumberKeyId, signingKeyId }))
  if (kept.success && kept.data.idNumberKeyId === idNumberKeyId && kept.data.signingKeyId === signingKeyId)
    return
  throw new Error(
    'This database was begun with other keys: put their keys.json back into the data folder and start again.',
  )
}
