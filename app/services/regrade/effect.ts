import { createHash } from 'node:crypto'

import { type Change, countEffect, type EffectCounts, personOutcomes } from '#app/domain/regrade.ts'
import type { Db } from '#db/client.ts'
import { listStandings } from '#db/queries/regrade.ts'

type Counted = { attempts: number; changes: readonly (Change & { attempt: { id: string } })[] }

/** The effect of a correction in numbers, people by their best attempt. */
export async function countEffectOn(
  tx: Db,
  examId: string,
  { attempts, changes }: Counted,
): Promise<EffectCounts> {
  const standings = await listStandings(tx, examId, {
    personIds: [...new Set(changes.map(({ personId }) => personId))],
    attemptIds: changes.map(({ attempt }) => attempt.id),
  })
  return countEffect(attempts, changes, personOutcomes(changes, standings))
}

/** What an administrator saw before deciding: everything that was closed by then, and what would become of it. */
export type Seen = { asOf: Date; digest: string }

type Dated = Pick<Change, 'before' | 'after'> & { attempt: { id: string; closedAt: Date | null } }

/**
 * Digest of an effect as of an instant. Attempts that close later do not change it: they are graded by the correction
 * at once, or like the others; what was approved is what was seen.
 */
export function digestOfEffect(changes: readonly Dated[], asOf: Date): string {
  const lines = changes
    .filter(({ attempt }) => attempt.closedAt !== null && attempt.closedAt <= asOf)
    .map(({ attempt, before, after }) =>
      JSON.stringify([attempt.id, before.score, before.passed, after.score, after.passed]),
    )
    .sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
