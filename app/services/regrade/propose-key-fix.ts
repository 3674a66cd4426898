import { isPossibleKey, isSameKey } from '#app/domain/regrade.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  findOpenKeyFix,
  findVersionInExam,
  insertKeyFix,
  listVersionsInExam,
  lockKeyFixesOf,
} from '#db/queries/key-fixes.ts'

import { isUuid } from '../statistics/scope.ts'
import {
  actorOf,
  type KeyFixStaff,
  longestReason,
  resolveKeyFixScope,
  type ScopeRefusal,
} from './key-fix-scope.ts'
import { type QuestionContent, questionContent } from './question-content.ts'

/** What is to hold instead. `key` null: the item is void. */
export type Proposal = { questionVersionId: string; key: readonly string[] | null; reason: string }

/**
 * `unknown-question`: no paper of the exam has it. `impossible-key`: it cannot be the key of this question. `same-key`: it is
 * the key already. `open`: another correction of it is proposed or in force.
 */
export type ProposalRefusal =
  ScopeRefusal | 'unknown-question' | 'impossible-key' | 'same-key' | 'open' | 'no-reason'

/** Proposes to correct the key of a question in one exam, or to make it void. It changes nothing yet. */
export async function proposeKeyFix(
  staff: KeyFixStaff,
  examId: string,
  { questionVersionId, key, reason }: Proposal,
): Promise<Result<{ keyFixId: string }, ProposalRefusal>> {
  const scope = await resolveKeyFixScope(staff, examId)
  if (!scope.ok) return scope
  if (!scope.value.bank) return refuse('not-allowed')
  if (reason.trim() === '' || reason.length > longestReason) return refuse('no-reason')
  const { exam, campaign } = scope.value
  return staff.db.transaction(async (tx) => {
    await lockKeyFixesOf(tx, exam.id)
    const found = isUuid(questionVersionId) ? await findVersionInExam(tx, exam.id, questionVersionId) : null
    if (!found) return refuse('unknown-question')
    const { version, code } = found
    if (key && !isPossibleKey(version, key)) return refuse('impossible-key')
    if (isSameKey(key, version.key)) return refuse('same-key')
    if (await findOpenKeyFix(tx, { examId: exam.id, questionVersionId })) return refuse('open')
    const at = await readInstant(tx)
    // In the order of the options, so that equal keys are written alike.
    const newKey = key && version.options.map(({ id }) => id).filter((id) => key.includes(id))
    const fix = await insertKeyFix(tx, {
      ...{ examId: exam.id, questionVersionId, newKey, reason: reason.trim() },
      ...{ state: 'proposed', proposedBy: staff.accountId, proposedAt: at },
    })
    await appendAudit(tx, {
      at,
      actor: actorOf(staff),
      action: 'key-fix.proposed',
      subject: 'key-fix',
      subjectId: fix.id,
      unitId: campaign.unitId,
      // Not the keys: whoever reads the log need not be allowed to read questions.
      detail: { examId: exam.id, code, version: version.version, void: newKey === null, reason: fix.reason },
    })
    return ok({ keyFixId: fix.id })
  })
}

/** A version of a question that papers of the exam have; `isOpen`: it has a correction already. */
export type ProposableVersion = QuestionContent & {
  questionVersionId: string
  version: number
  isOpen: boolean
}

export type ProposalView = {
  exam: { id: string; titleZh: string; titleEn: string }
  code: string
  versions: ProposableVersion[]
}

/**
 * A question of an exam, to propose a correction of it: usually one version, several where the bank changed between
 * papers. Every reading is audited.
 */
export async function readProposable(
  staff: KeyFixStaff,
  examId: string,
  code: string,
): Promise<Result<ProposalView, ScopeRefusal | 'unknown-question'>> {
  const scope = await resolveKeyFixScope(staff, examId)
  if (!scope.ok) return scope
  if (!scope.value.bank) return refuse('not-allowed')
  const { exam, campaign } = scope.value
  return staff.db.transaction(async (tx) => {
    const found = await listVersionsInExam(tx, exam.id, code)
    const [newest] = found
    if (!newest) return refuse('unknown-question')
    const versions = []
    for (const { version } of found) {
      const open = await findOpenKeyFix(tx, { examId: exam.id, questionVersionId: version.id })
      const facts = { questionVersionId: version.id, version: version.version, isOpen: open !== null }
      versions.push({ ...questionContent(version), ...facts })
    }
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'question.read',
      subject: 'question',
      subjectId: newest.version.questionId,
      unitId: campaign.unitId,
      detail: { code, version: newest.version.version, examId: exam.id },
    })
    const { id, titleZh, titleEn } = exam
    return ok({ exam: { id, titleZh, titleEn }, code, versions })
  })
}
