import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { countWaiting, listLawNames, listQuestionPage, type QuestionFilter } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { actorOf, type BankStaff, isAuthor, isReviewer, mayRead } from './bank-staff.ts'

const questionsPerPage = 20

/** A page of the bank. Every reading writes one audit row. */
export async function listQuestions(staff: BankStaff, filter: QuestionFilter, wantedPage: number) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const page = Math.max(1, Math.trunc(wantedPage))
  return staff.db.transaction(async (tx) => {
    const window = { limit: questionsPerPage, offset: (page - 1) * questionsPerPage }
    const { rows, total } = await listQuestionPage(tx, filter, window)
    const waiting = isReviewer(staff) ? await countWaiting(tx, staff.accountId) : 0
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'bank.listed',
      subject: 'bank',
      detail: { ...filter, page, codes: rows.map(({ code }) => code) },
    })
    return ok({
      questions: rows,
      total,
      page,
      pageCount: Math.max(1, Math.ceil(total / questionsPerPage)),
      laws: await listLawNames(tx),
      waiting,
      mayWrite: isAuthor(staff),
    })
  })
}

export type QuestionListView =
  Awaited<ReturnType<typeof listQuestions>> extends Result<infer View, string> ? View : never
