import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { findKeyFix, type KeyFixRow, type NamedKeyFix } from '#db/queries/key-fixes.ts'

import { isUuid } from '../statistics/scope.ts'
import type { KeyFixKey } from './decide-key-fix.ts'
import {
  actorOf,
  type KeyFixScope,
  type KeyFixStaff,
  resolveKeyFixScope,
  type ScopeRefusal,
} from './key-fix-scope.ts'
import { type KeyFixSummary, summaryOf } from './list-key-fixes.ts'
import { type QuestionContent, questionContent } from './question-content.ts'
import { type EffectView, readEffect } from './read-effect.ts'

export type KeyFixView = {
  exam: { id: string; titleZh: string; titleEn: string; fullMarks: number; maxTries: number }
  keyFix: KeyFixSummary
  /** For authors and reviewers: the question, and what is to hold instead of its key (null: it is void). */
  content: (QuestionContent & { newKey: string[] | null; version: number }) | null
  /** For administrators: what it would do, or did, to people. */
  effect: EffectView | null
  may: {
    decide: boolean
    revert: boolean
    /** The reader proposed it, or approved it: somebody else has to decide. */
    own: boolean
    seeStatistics: boolean
    /** The effect is that on everybody, and not on the reader's region alone. */
    isWhole: boolean
  }
}

/** One correction with everything the reader may see of it. Every reading is audited. */
export async function readKeyFix(
  staff: KeyFixStaff,
  { examId, keyFixId }: KeyFixKey,
  page: number,
): Promise<Result<KeyFixView, ScopeRefusal>> {
  const scope = await resolveKeyFixScope(staff, examId)
  if (!scope.ok) return scope
  if (!isUuid(keyFixId)) return refuse('not-found')
  // One picture of the record: an attempt that closes meanwhile is in all of it or in none.
  const read = await staff.db.transaction(
    async (tx) => {
      const now = await readInstant(tx)
      const row = await findKeyFix(tx, { examId, keyFixId })
      return row && viewOf(tx, { staff, scope: scope.value, row, page, now })
    },
    { isolationLevel: 'repeatable read' },
  )
  return read ? ok(read) : refuse('not-found')
}

type Reading = { staff: KeyFixStaff; scope: KeyFixScope; row: NamedKeyFix; page: number; now: Date }

async function viewOf(tx: Db, { staff, scope, row, page, now }: Reading): Promise<KeyFixView> {
  const { exam, campaign } = scope
  const { fix } = row
  const effect = scope.region && (await readEffect(tx, { scope, fix, page, now }))
  await appendAudit(tx, {
    at: now,
    actor: actorOf(staff),
    action: 'key-fix.read',
    subject: 'key-fix',
    subjectId: fix.id,
    unitId: campaign.unitId,
    detail: { examId: exam.id, code: row.code, content: scope.bank, people: effect?.rows.length ?? 0, page },
  })
  return {
    exam: {
      ...{ id: exam.id, titleZh: exam.titleZh, titleEn: exam.titleEn },
      ...{ fullMarks: exam.fullMarks / 100, maxTries: exam.maxTries },
    },
    keyFix: summaryOf(row, scope, now),
    content: scope.bank
      ? { ...questionContent(row.version), newKey: fix.newKey, version: row.version.version }
      : null,
    effect,
    may: { ...allowed(staff, scope, fix), seeStatistics: scope.region !== null, isWhole: scope.decides },
  }
}

/** What the reader may do about it now: nobody decides about what they began themselves. */
function allowed(staff: KeyFixStaff, { decides }: KeyFixScope, fix: KeyFixRow) {
  const before = { proposed: fix.proposedBy, applied: fix.decidedBy, rejected: null, reverted: null }[
    fix.state
  ]
  const isOpen = decides && before !== null
  const own = isOpen && before === staff.accountId
  return {
    decide: isOpen && !own && fix.state === 'proposed',
    revert: isOpen && !own && fix.state === 'applied',
    own,
  }
}
