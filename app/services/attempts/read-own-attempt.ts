import type { Db } from '#db/client.ts'
import { findAttemptNow } from '#db/queries/attempts.ts'

import { type AttemptView, viewAttempt } from './attempt-view.ts'

/** A person's own attempt; another person's does not exist. */
export async function readOwnAttempt(
  db: Db,
  key: { attemptId: string; personId: string },
): Promise<AttemptView | null> {
  const found = await findAttemptNow(db, key)
  return found && viewAttempt(db, found.attempt, found.now)
}
