import type { Db } from '#db/client.ts'
import { findAttempt } from '#db/queries/attempts.ts'
import { readInstant } from '#db/queries/instant.ts'

import { type AttemptView, viewAttempt } from './attempt-view.ts'

/** A person's own attempt; another person's does not exist. */
export async function readOwnAttempt(
  db: Db,
  key: { attemptId: string; personId: string },
): Promise<AttemptView | null> {
  const attempt = await findAttempt(db, key)
  return attempt ? viewAttempt(db, attempt, await readInstant(db)) : null
}
