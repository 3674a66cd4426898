import type { Db } from '#db/client.ts'
import { findAttempt, findAttemptNow } from '#db/queries/attempts.ts'

import { type AttemptView, viewAttempt } from './attempt-view.ts'

/** A person's own attempt; another person's does not exist. */
export async function readOwnAttempt(
  db: Db,
  key: { attemptId: string; personId: string },
): Promise<AttemptView | null> {
  if (!(await findAttempt(db, key))) return null
  const found = await findAttemptNow(db, key.attemptId)
  return found && viewAttempt(db, found.attempt, found.now)
}
