import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { nameCountingExam, type OwnExam, registerDue, updateExam } from '#db/queries/exam-drafts.ts'
import { readInstant } from '#db/queries/instant.ts'
import { replaceExamFacts } from '#db/queries/question-facts.ts'
import { Blueprint } from '#question-bank/blueprint.ts'

import { type Administrator, actorOf } from '../administration/administrator.ts'
import type { ExamProof } from '../administration/exam-proof.ts'
import { proveBlueprint } from '../administration/prove-exam.ts'
import { readQuestionFacts } from '../papers/question-facts.ts'
import { examDigest } from './exam-digest.ts'
import { lockExam } from './write-exam.ts'

/** What stands in the way of publishing, apart from the bank. */
export type PublishObstacle =
  'archived' | 'locked' | 'roll-not-frozen' | 'window-over' | 'no-departments' | 'nobody-due'
export type PublishRefusal = 'not-found' | 'changed' | PublishObstacle
/** The bank cannot fill the papers of every department: the proof names the cells. */
export type Unfillable = { ok: false; refusal: 'unfillable'; proof: ExamProof }

export type Published = {
  publishedAt: Date
  /** How many people were entered; at a centre they are entered with their sittings. */
  registered: number
  /** It was published before: nothing was done now. */
  already: boolean
}

/**
 * Publishes a draft: papers can be assembled for every department, what is known of the questions is written down, and
 * everybody who is due on the frozen roll is entered for an online exam. Publishing twice, or two administrators at
 * once, publish one exam.
 *
 * @param base The state that the administrator saw (`examDigest`).
 */
export function publishExam(
  administrator: Administrator,
  { examId, base }: { examId: string; base: string },
): Promise<Result<Published, PublishRefusal> | Unfillable> {
  return administrator.db.transaction(async (tx) => {
    const found = await lockExam(tx, administrator, examId)
    if (!found) return refuse('not-found')
    const { exam } = found
    if (exam.publishedAt) return ok({ publishedAt: exam.publishedAt, registered: 0, already: true })
    if (examDigest(exam) !== base) return refuse('changed')
    const now = await readInstant(tx)
    const obstacle = obstacleOf(found, now)
    if (obstacle) return refuse(obstacle)

    return publish(tx, administrator, { found, now, base })
  })
}

type Publishing = { found: OwnExam; now: Date; base: string }

async function publish(
  tx: Db,
  administrator: Administrator,
  { found, now, base }: Publishing,
): Promise<Result<Published, PublishRefusal> | Unfillable> {
  const { exam, campaign } = found
  const blueprint = Blueprint.parse(exam.rules.blueprint)
  const facts = await readQuestionFacts(tx, blueprint, now)
  const where = { unitId: campaign.unitId, lawDate: exam.lawDate, facts }
  const proof = await proveBlueprint(tx, blueprint, where)
  if (proof.departments.length === 0) return refuse('no-departments')
  if (!isFillable(proof)) return { ok: false, refusal: 'unfillable', proof }

  const isOnline = exam.kind === 'online'
  const keys = { examId: exam.id, campaignId: campaign.id }
  const registered = isOnline ? await registerDue(tx, keys) : 0
  if (isOnline && registered === 0) return refuse('nobody-due')
  await replaceExamFacts(tx, exam.id, facts)
  await updateExam(tx, exam.id, { publishedAt: now })
  const counts = isOnline && (await nameCountingExam(tx, keys))
  await appendAudit(tx, {
    ...{ at: now, actor: actorOf(administrator), action: 'exam.published', unitId: campaign.unitId },
    ...{ subject: 'exam', subjectId: exam.id },
    detail: { state: base, registered, counts, departments: proof.departments.length, facts: facts.length },
  })
  return ok({ publishedAt: now, registered, already: false })
}

const isFillable = ({ departments }: ExamProof): boolean =>
  departments.every(({ shortages }) => shortages.length === 0)

/** What an administrator has to see to before a draft can be published; null: nothing but the bank decides. */
export function obstacleOf({ exam, campaign }: OwnExam, now: Date): PublishObstacle | null {
  if (exam.archivedAt) return 'archived'
  if (campaign.lockedAt) return 'locked'
  if (!campaign.frozenAt) return 'roll-not-frozen'
  return exam.closesAt && exam.closesAt <= now ? 'window-over' : null
}
