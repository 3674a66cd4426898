import { type Actor, appendAudit, type AuditEntry } from '#db/queries/audit.ts'
import type { Db } from '#db/client.ts'

import type { Season } from './calendar.ts'
import type { Roll } from './rolls.ts'

/** What the audit log says of the invented past: one row per thing of weight. */
export type History = AuditEntry[]

type Campaign = {
  campaignId: string
  examId: string
  unitId: string
  season: Season
  actor: Actor
  roll: Roll
  /** How many people the study import covered. */
  studied: number
}

/** How a campaign came about: made, roll frozen and corrected, exam published, study results imported. */
export function campaignHistory({
  campaignId,
  examId,
  unitId,
  season,
  actor,
  roll,
  studied,
}: Campaign): History {
  const about = { actor, subject: 'campaign', subjectId: campaignId, unitId }
  const createdAt = new Date(season.frozenAt.getTime() - 20 * 86_400_000)
  return [
    { ...about, at: createdAt, action: 'campaign.created', detail: { cutOff: season.cutOff } },
    { ...about, at: season.frozenAt, action: 'roll.frozen', detail: { people: roll.entries.length } },
    ...roll.changes.map(({ personId, from, to, reason, changedAt }) => ({
      ...about,
      at: changedAt,
      action: 'roll.class-changed',
      detail: { personId, from, to, reason },
    })),
    { ...about, at: season.studiedAt, action: 'study.imported', detail: { people: studied } },
    { ...about, at: season.publishedAt, action: 'exam.published', subject: 'exam', subjectId: examId },
  ]
}

/** Writes rows of the past, the oldest first. */
export async function writeHistory(tx: Db, history: History): Promise<void> {
  const inOrder = [...history].sort((one, other) => one.at.getTime() - other.at.getTime())
  for (const entry of inOrder) await appendAudit(tx, entry)
}
