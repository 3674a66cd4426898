import { isReleased } from '#app/domain/release.ts'
import { ok, type Result } from '#app/domain/result.ts'
import { readInstant } from '#db/queries/instant.ts'
import { countProposed, listKeyFixes, type NamedKeyFix } from '#db/queries/key-fixes.ts'
import type { KeyFixEffect, KeyFixState } from '#db/schema/regrade.ts'

import { type KeyFixScope, type KeyFixStaff, resolveKeyFixScope, type ScopeRefusal } from './key-fix-scope.ts'

/** One correction, without the question's content. */
export type KeyFixSummary = {
  id: string
  code: string
  questionId: string
  isVoid: boolean
  state: KeyFixState
  reason: string
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decisionReason: string | null
  revertedBy: string | null
  revertedAt: Date | null
  revertReason: string | null
  /** What it did, for administrators of the whole exam, once results may be shown. */
  effect: KeyFixEffect | null
  revertEffect: KeyFixEffect | null
}

export type KeyFixList = {
  exam: { id: string; titleZh: string; titleEn: string }
  keyFixes: KeyFixSummary[]
  may: { propose: boolean; decide: boolean; seeStatistics: boolean }
}

/** The corrections of an exam, the newest first, as far as the reader may see them. */
export async function listKeyFixesOf(
  staff: KeyFixStaff,
  examId: string,
): Promise<Result<KeyFixList, ScopeRefusal>> {
  const scope = await resolveKeyFixScope(staff, examId)
  if (!scope.ok) return scope
  const { id, titleZh, titleEn } = scope.value.exam
  const now = await readInstant(staff.db)
  const rows = await listKeyFixes(staff.db, id)
  return ok({
    exam: { id, titleZh, titleEn },
    keyFixes: rows.map((row) => summaryOf(row, scope.value, now)),
    may: {
      propose: scope.value.bank,
      decide: scope.value.decides,
      seeStatistics: scope.value.region !== null,
    },
  })
}

/** How many corrections of an exam wait for a decision by this reader's like; null: they are none of the reader's business. */
export async function countWaiting(staff: KeyFixStaff, examId: string): Promise<number | null> {
  const scope = await resolveKeyFixScope(staff, examId)
  return scope.ok ? countProposed(staff.db, examId) : null
}

export function summaryOf(row: NamedKeyFix, scope: KeyFixScope, now: Date): KeyFixSummary {
  const { fix, code, version, proposedBy, decidedBy, revertedBy } = row
  const { id, newKey, state, reason, proposedAt, decidedAt, decisionReason, revertedAt, revertReason } = fix
  const mayCount = scope.decides && isReleased(scope.exam, now)
  return {
    ...{ id, code, questionId: version.questionId, isVoid: newKey === null, state, reason },
    ...{ proposedBy, proposedAt, decidedBy, decidedAt, decisionReason, revertedBy, revertedAt, revertReason },
    effect: mayCount ? fix.effect : null,
    revertEffect: mayCount ? fix.revertEffect : null,
  }
}
