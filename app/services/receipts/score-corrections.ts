import type { Db } from '#db/client.ts'
import { listRegradesWithReasons } from '#db/queries/key-fixes.ts'

/**
 * What a candidate is told of a correction of their score: never which question, nor its content. Scores are points.
 */
export type ScoreCorrection = {
  attemptId: string
  at: Date
  /** A key was corrected, an item was made void, or such a correction was taken back. */
  kind: 'key' | 'void' | 'reverted'
  scoreBefore: number
  scoreAfter: number
  passedBefore: boolean
  passedAfter: boolean
  reason: string
}

/** The corrections of these attempts, the oldest first. Show them only where scores may be shown (rule G6). */
export async function listScoreCorrections(
  db: Db,
  attemptIds: readonly string[],
): Promise<ScoreCorrection[]> {
  const rows = await listRegradesWithReasons(db, attemptIds)
  return rows.map(({ regrade, isVoid, reason }) => ({
    attemptId: regrade.attemptId,
    at: regrade.at,
    kind: regrade.reverted ? 'reverted' : isVoid ? 'void' : 'key',
    scoreBefore: regrade.scoreBefore / 100,
    scoreAfter: regrade.scoreAfter / 100,
    passedBefore: regrade.passedBefore,
    passedAfter: regrade.passedAfter,
    reason,
  }))
}
