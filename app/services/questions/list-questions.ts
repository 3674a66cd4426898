import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { countWaiting, listLawNames } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import { type QuestionFilter, wordsOf } from '#db/queries/question-filter.ts'
import { countQuestions, listQuestionPage } from '#db/queries/question-list.ts'

import { actorOf, type BankStaff, isAuthor, isReviewer, mayRead } from './bank-staff.ts'

/** A reviewer who approves a batch sees all of it on one page. */
const questionsPerPage = 20
const waitingPerPage = 50

/** A page of the bank. Every reading writes one audit row. */
export async function listQuestions(staff: BankStaff, filter: QuestionFilter, wantedPage: number) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const page = Math.max(1, Math.trunc(wantedPage))
  const perPage = filter.state === 'in-review' && isReviewer(staff) ? waitingPerPage : questionsPerPage
  return staff.db.transaction(async (tx) => {
    const rows = await listQuestionPage(tx, filter, { limit: perPage, offset: (page - 1) * perPage })
    const counts = await countQuestions(tx, filter)
    const total = filter.state ? counts[filter.state] : counts.all
    const waiting = isReviewer(staff) ? await countWaiting(tx, staff.accountId) : 0
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'bank.listed',
      subject: 'bank',
      detail: { ...detailOf(filter), page, codes: rows.map(({ code }) => code) },
    })
    return ok({
      questions: rows.map(({ versionId: _, authorId, ...row }) => ({
        ...row,
        /** Whether this reader may decide about it. */
        mayApprove: isReviewer(staff) && row.state === 'in-review' && authorId !== staff.accountId,
      })),
      ...{ total, counts, page, words: wordsOf(filter.text ?? '') },
      pageCount: Math.max(1, Math.ceil(total / perPage)),
      laws: await listLawNames(tx),
      waiting,
      mayWrite: isAuthor(staff),
    })
  })
}

/** The filter as the log names it: `changed` is another thing there. */
const detailOf = ({ changed, ...filter }: QuestionFilter) =>
  changed === undefined ? filter : { ...filter, olderRule: changed }

export type QuestionListView =
  Awaited<ReturnType<typeof listQuestions>> extends Result<infer View, string> ? View : never
