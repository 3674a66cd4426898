import type { Flag, FlagName } from '#app/domain/item-analysis-flags.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { countQuestionFigures, listQuestionFigures } from '#db/queries/question-figures.ts'

import { actorOf, type BankStaff, mayRead } from '../questions/bank-staff.ts'

export type FlaggedQuestion = {
  questionId: string
  code: string
  version: number
  lawShort: string
  article: string
  stem: string
  attempts: number
  exams: number
  facility: number | null
  pointBiserial: number | null
  flags: Flag[]
  urgency: number
}

/** `urgency`: this and graver (3 urgent, 2 to look at, 1 a note, 0 everything). */
export type FlaggedRequest = { urgency: number; flag?: FlagName | undefined; page: number }

export type FlaggedView = {
  questions: FlaggedQuestion[]
  total: number
  page: number
  pageCount: number
  /** How many questions are this urgent or more. */
  counts: { urgency: number; questions: number }[]
}

const questionsPerPage = 20

/** Questions whose figures ask for a look, over all released exams: for authors and reviewers. Audited, as the bank's list. */
export async function listFlaggedQuestions(
  staff: BankStaff,
  { urgency, flag, page: wanted }: FlaggedRequest,
): Promise<Result<FlaggedView, 'not-allowed'>> {
  if (!mayRead(staff)) return refuse('not-allowed')
  const page = Math.max(1, Math.trunc(wanted))
  return staff.db.transaction(async (tx) => {
    const window = { limit: questionsPerPage, offset: (page - 1) * questionsPerPage }
    const { rows, total } = await listQuestionFigures(tx, { urgency, flag }, window)
    const counted = await countQuestionFigures(tx)
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'bank.figures-listed',
      subject: 'bank',
      detail: { urgency, flag: flag ?? null, page, codes: rows.map(({ question }) => question.code) },
    })
    const atLeast = (least: number) =>
      [...counted].reduce((sum, [rank, questions]) => sum + (rank >= least ? questions : 0), 0)
    return ok({
      questions: rows.map(({ figures, question }) => ({
        questionId: question.questionId,
        ...{ code: question.code, version: question.version, stem: question.stem },
        ...{ lawShort: question.lawShort, article: question.article },
        ...{ attempts: figures.attempts, exams: figures.exams, urgency: figures.urgency },
        ...{ facility: figures.facility, pointBiserial: figures.pointBiserial },
        // Safe: `refreshSummaries` alone writes them, as `flagsOf` makes them.
        flags: figures.flags as Flag[],
      })),
      total,
      page,
      pageCount: Math.max(1, Math.ceil(total / questionsPerPage)),
      counts: [3, 2, 1, 0].map((least) => ({ urgency: least, questions: atLeast(least) })),
    })
  })
}
