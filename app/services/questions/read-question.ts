import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  findLawVersion,
  findQuestionById,
  listLawNames,
  listLawVersions,
  listQuestionPeople,
  listReviews,
  listVersions,
  type VersionRow,
} from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, isAuthor, isReviewer, mayRead } from './bank-staff.ts'

/**
 * One question with its key, in one version (the newest unless another is wanted). Every reading is audited.
 */
export async function readQuestion(staff: BankStaff, questionId: string, wanted?: number) {
  if (!mayRead(staff) || !isUuid(questionId)) return refuse('not-found')
  return staff.db.transaction(async (tx) => {
    const question = await findQuestionById(tx, questionId)
    const versions = question ? await listVersions(tx, questionId) : []
    const shown = versions.find(({ version }) => version === wanted) ?? versions[0]
    if (!question || !shown) return refuse('not-found')
    const names = await listQuestionPeople(tx, questionId)
    const laws = await listLawNames(tx)
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'question.read',
      subject: 'question',
      subjectId: questionId,
      detail: { code: question.code, version: shown.version },
    })
    return ok({
      code: question.code,
      question: { ...contentOfRow(shown), id: questionId, version: shown.version, state: shown.state },
      law: laws.find(({ id }) => id === shown.lawId) ?? null,
      lawVersion: await findLawVersion(tx, { lawId: shown.lawId, version: shown.lawVersion }),
      versions: versions.map((one) => versionFacts(one, names)),
      reviews: (await listReviews(tx, questionId)).map(({ review, version, by }) => ({
        id: review.id,
        step: review.step,
        comment: review.comment,
        at: review.at,
        version,
        by,
      })),
      may: allowed(staff, versions[0] ?? shown),
    })
  })
}

export type QuestionView =
  Awaited<ReturnType<typeof readQuestion>> extends Result<infer View, string> ? View : never

/** The laws a question may cite: each version, the newest of each law first. */
export async function listCitable({ db }: BankStaff) {
  return (await listLawVersions(db)).map(({ law, version }) => ({
    lawId: law.id,
    short: law.short,
    version: version.version,
    effectiveFrom: version.effectiveFrom,
    effectiveTo: version.effectiveTo,
  }))
}

function contentOfRow(row: VersionRow) {
  const { kind, stem, options, key, explanation, lawId, lawVersion, article, topic, difficulty, audience } =
    row
  const { difficultyReason, note, changed, material } = row
  return {
    ...{ kind, stem, options, key, explanation, lawId, lawVersion, article, topic, difficulty, audience },
    ...{ difficultyReason, note, changed, material },
  }
}

function versionFacts(row: VersionRow, names: ReadonlyMap<string, string>) {
  return {
    version: row.version,
    state: row.state,
    lawVersion: row.lawVersion,
    createdAt: row.createdAt,
    approvedAt: row.approvedAt,
    /** Null: it came with the product. */
    author: row.authorId && (names.get(row.authorId) ?? null),
    /** Null in an approved version: approved by the product itself. */
    approver: row.approverId && (names.get(row.approverId) ?? null),
  }
}

/** What this reader may do with the newest version. */
function allowed(staff: BankStaff, newest: VersionRow) {
  const own = newest.authorId === staff.accountId
  const reviews = isReviewer(staff) && newest.state === 'in-review'
  return {
    edit: isAuthor(staff),
    submit: isAuthor(staff) && own && newest.state === 'draft',
    review: reviews && !own,
    /** A reviewer looks at a text of their own: somebody else has to review it. */
    ownReview: reviews && own,
  }
}
