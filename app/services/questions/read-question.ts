import { ok, refuse, type Result } from '#app/domain/result.ts'
import { takeQuestionStep } from '#app/domain/question-steps.ts'
import type { Db } from '#db/client.ts'
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
import { listCase } from '#db/queries/cases.ts'
import { readInstant } from '#db/queries/instant.ts'
import { hasArticles, readArticle } from '#db/queries/laws.ts'
import { listComments } from '#db/queries/question-comments.ts'
import { listEnemyPairs } from '#db/queries/question-pairs.ts'
import { readQueue } from '#db/queries/review-queue.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, isAuthor, isReviewer, mayRead, personOf } from './bank-staff.ts'
import { findSimilar } from './find-similar.ts'

/**
 * One question with its key, in one version (the newest unless another is wanted), and everything that somebody who
 * decides about it should see beside it. Every reading is audited.
 */
export async function readQuestion(staff: BankStaff, questionId: string, wanted?: number) {
  if (!mayRead(staff) || !isUuid(questionId)) return refuse('not-found')
  return staff.db.transaction(async (tx) => {
    const question = await findQuestionById(tx, questionId)
    const versions = question ? await listVersions(tx, question.id) : []
    const shown = versions.find(({ version }) => version === wanted) ?? versions[0]
    if (!question || !shown) return refuse('not-found')
    const names = await listQuestionPeople(tx, questionId)
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'question.read',
      subject: 'question',
      subjectId: question.id,
      detail: { code: question.code, version: shown.version },
    })
    return ok({
      code: question.code,
      question: {
        ...contentOfRow(shown),
        ...{ id: question.id, version: shown.version, state: shown.state, origin: shown.origin },
      },
      ...(await readCitation(tx, shown)),
      versions: versions.map((one) => versionFacts(one, names)),
      ...(await readTalk(tx, question.id)),
      ...(await readRelated(tx, shown)),
      queue: isReviewer(staff)
        ? await readQueue(tx, { reviewerId: staff.accountId, code: question.code })
        : null,
      may: allowed(staff, shown, versions),
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
  const { trades, difficultyReason, note, changed, caseCode, material } = row
  return {
    ...{ kind, stem, options, key, explanation, lawId, lawVersion, article, topic, difficulty, audience },
    ...{ trades, difficultyReason, note, changed, caseCode, material },
  }
}

/** What it stands on: the law, its version, and the text of the article where that was imported. */
async function readCitation(tx: Db, { lawId, lawVersion, article }: VersionRow) {
  const laws = await listLawNames(tx)
  const found = await readArticle(tx, { lawId, version: lawVersion, label: article })
  return {
    law: laws.find(({ id }) => id === lawId) ?? null,
    lawVersion: await findLawVersion(tx, { lawId, version: lawVersion }),
    /** Whether the text of the version was imported. */
    hasText: found !== null || (await hasArticles(tx, { lawId, version: lawVersion })),
    article: found && { label: found.label, chapter: found.chapter, text: found.text },
  }
}

/** What reviewers decided, and what everybody said. */
async function readTalk(tx: Db, questionId: string) {
  return {
    reviews: (await listReviews(tx, questionId)).map(({ review, version, by }) => ({
      id: review.id,
      step: review.step,
      comment: review.comment,
      at: review.at,
      version,
      by,
    })),
    comments: await listComments(tx, questionId),
  }
}

/** The other questions of its case, those that are much like it, and those it must not meet in a paper. */
async function readRelated(tx: Db, shown: VersionRow) {
  const inCase = shown.caseCode === null ? [] : await listCase(tx, shown.caseCode)
  return {
    siblings: inCase.map(({ questionId, code, version, state, stem, material }) => ({
      ...{ questionId, code, version, state, stem },
      hasOtherMaterial: material !== shown.material,
    })),
    similar: shown.state === 'retired' ? [] : await findSimilar(tx, shown),
    enemies: (await listEnemyPairs(tx, shown.questionId)).map((pair) =>
      pair.oneId === shown.questionId
        ? { questionId: pair.otherId, code: pair.otherCode, reason: pair.reason }
        : { questionId: pair.oneId, code: pair.oneCode, reason: pair.reason },
    ),
  }
}

function versionFacts(row: VersionRow, names: ReadonlyMap<string, string>) {
  return {
    version: row.version,
    state: row.state,
    lawVersion: row.lawVersion,
    createdAt: row.createdAt,
    approvedAt: row.approvedAt,
    origin: row.origin,
    /** Null: it came with the product. */
    author: row.authorId && (names.get(row.authorId) ?? null),
    /** Null in an approved version: approved by the product itself. */
    approver: row.approverId && (names.get(row.approverId) ?? null),
  }
}

/** What this reader may do with the version shown: what the rules of review allow, and only the newest but for retiring. */
function allowed(staff: BankStaff, shown: VersionRow, versions: readonly VersionRow[]) {
  const isNewest = shown === versions[0]
  const may = (step: Parameters<typeof takeQuestionStep>[0]) =>
    takeQuestionStep(step, shown, { who: personOf(staff), comment: '-' })
  const mayNow = (step: Parameters<typeof may>[0]) => isNewest && may(step).ok
  const review = may('approved')
  return {
    edit: isAuthor(staff),
    submit: mayNow('submitted'),
    withdraw: mayNow('withdrawn'),
    discard: mayNow('discarded'),
    review: mayNow('approved'),
    /** A reviewer looks at a text of their own: somebody else has to review it. */
    ownReview: isNewest && shown.state === 'in-review' && !review.ok && review.refusal === 'own',
    retire: may('retired').ok,
  }
}
