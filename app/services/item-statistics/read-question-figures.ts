import { type Flag, flagsOf } from '#app/domain/item-analysis-flags.ts'
import {
  itemFigures,
  type ItemFigures,
  type OptionFigures,
  optionFigures,
  scoreTrace,
} from '#app/domain/item-analysis-figures.ts'
import { addItemSums } from '#app/domain/item-analysis-sums.ts'
import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findQuestionById, listVersions } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import { type AskedVersion, listAskedVersions } from '#db/queries/question-figures.ts'

import { actorOf, type BankStaff, isAuthor, mayRead } from '../questions/bank-staff.ts'
import { isUuid } from '../statistics/scope.ts'
import { type PooledQuestion, poolQuestion, sumsOf } from './pool-question.ts'

/** An exam that asked the question, with its own figures. */
export type AskedInExam = {
  exam: Pick<AskedVersion['exam'], 'id' | 'titleZh' | 'titleEn' | 'lawDate'>
  version: number
  attempts: number
  papers: number
  figures: ItemFigures
  flags: Flag[]
  /** False: in another wording or by another key; not in the figures above. */
  pooled: boolean
}

export type QuestionFiguresView = {
  question: { id: string; code: string; newestVersion: number; newestState: string }
  /** Exams whose results are not released yet: they are in no figure. */
  withheld: number
  mayWrite: boolean
  /** Null: not asked yet, or only in exams that are withheld. */
  asked: QuestionFigures | null
}

export type QuestionFigures = {
  version: number
  kind: AskedVersion['version']['kind']
  stem: string
  material: string | null
  /** Null: void in the exam. */
  key: string[] | null
  options: { id: string; text: string }[]
  figures: ItemFigures
  /** All wordings together; null where there is only one. */
  everything: ItemFigures | null
  papers: number
  /** Per option, and last those who left it blank; null: too few candidates. */
  chosen: OptionFigures[] | null
  /** Share of full marks per score group. */
  trace: (number | null)[]
  flags: Flag[]
  exams: AskedInExam[]
}

/**
 * A question's figures over the exams and versions it was asked in, for authors and reviewers. Every reading is
 * audited: it shows the key.
 *
 * @returns `not-found`: no such question, or not for this reader.
 */
export async function readQuestionFigures(
  staff: BankStaff,
  questionId: string,
): Promise<Result<QuestionFiguresView, 'not-found'>> {
  if (!mayRead(staff) || !isUuid(questionId)) return refuse('not-found')
  return staff.db.transaction(async (tx) => {
    const question = await findQuestionById(tx, questionId)
    const [newest] = question ? await listVersions(tx, questionId) : []
    if (!question || !newest) return refuse('not-found')
    const now = await readInstant(tx)
    const all = await listAskedVersions(tx, [questionId])
    const released = all.filter(({ exam }) => isReleased(exam, now))
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'question.figures-read',
      subject: 'question',
      subjectId: questionId,
      detail: { code: question.code, exams: countExams(released) },
    })
    const pooled = poolQuestion(released)
    return ok({
      question: {
        id: questionId,
        code: question.code,
        newestVersion: newest.version,
        newestState: newest.state,
      },
      withheld: countExams(all) - countExams(released),
      mayWrite: isAuthor(staff),
      asked: pooled && figuresOf(pooled, released),
    })
  })
}

const countExams = (asked: readonly AskedVersion[]) => new Set(asked.map(({ exam }) => exam.id)).size

function figuresOf(question: PooledQuestion, asked: readonly AskedVersion[]): QuestionFigures {
  const { newest, key, pooled, apart, sums, figures, flags } = question
  const { version, kind, stem, material, options } = newest.version
  const optionIds = options.map(({ id }) => id)
  return {
    ...{ version, kind, stem, material, key, figures, flags },
    options: options.map(({ id, text }) => ({ id, text })),
    everything:
      apart.length > 0 ? itemFigures(addItemSums(asked.map(({ summary }) => sumsOf(summary)))) : null,
    papers: pooled.reduce((sum, { summary }) => sum + summary.papers, 0),
    chosen: optionFigures(sums, optionIds),
    trace: scoreTrace(sums),
    exams: asked.map((one) => inExam(one, pooled.includes(one))),
  }
}

function inExam({ summary, version, exam }: AskedVersion, pooled: boolean): AskedInExam {
  const { key, ...sums } = sumsOf(summary)
  const optionIds = version.options.map(({ id }) => id)
  const { id, titleZh, titleEn, lawDate } = exam
  return {
    exam: { id, titleZh, titleEn, lawDate },
    version: version.version,
    attempts: summary.attempts,
    papers: summary.papers,
    figures: itemFigures(sums, summary.attempts),
    flags: flagsOf(sums, { kind: version.kind, key, optionIds }),
    pooled,
  }
}
