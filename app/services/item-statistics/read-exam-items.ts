import { flagNames, type FlagName } from '#app/domain/item-analysis-flags.ts'
import type { TestFigures } from '#app/domain/item-analysis-test-figures.ts'
import type { ItemSorting } from '#app/domain/item-sorting.ts'
import { ok, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listItemsOfExam, readStems } from '#db/queries/question-figures.ts'

import type { NamedReader } from '../statistics/scope.ts'
import { freshenSummary } from './freshen.ts'
import { type ItemRow, itemRow, sortItems } from './item-row.ts'
import { type ItemRefusal, type ItemScope, resolveItemScope } from './item-scope.ts'

export type ExamItemsRequest = { examId: string; sorting: ItemSorting; page: number }

/** The figures of an exam's papers and items. */
export type ExamItemsView = {
  exam: Pick<ItemScope['exam'], 'id' | 'titleZh' | 'titleEn' | 'fullMarks'>
  campaign: Pick<ItemScope['campaign'], 'nameZh' | 'nameEn'>
  seesContent: boolean
  /** When results will be shown; null: they are. Until then there are no figures. */
  resultsFrom: Date | null
  /** Attempts of any state. */
  attempts: number
  /** Null: withheld, nobody has sat, or not computed yet. */
  figures: ExamItemFigures | null
}

export type ExamItemFigures = {
  test: TestFigures
  papers: number
  computedAt: Date
  /** The exam has changed since; the figures are being made again. */
  stale: boolean
  rows: ItemRow[]
  total: number
  page: number
  pageCount: number
  /** How many items have each flag. */
  flagged: { name: FlagName; items: number }[]
}

const itemsPerPage = 50

/**
 * The figures of an exam, of its test and a page of its items, sorted. Every reading is audited.
 *
 * @returns the refusals of `resolveItemScope`.
 * @see docs/rules/item-analysis.md
 */
export async function readExamItems(
  reader: NamedReader,
  request: ExamItemsRequest,
): Promise<Result<ExamItemsView, ItemRefusal>> {
  const scope = await resolveItemScope(reader, request.examId)
  if (!scope.ok) return scope
  const read = await readFigures(reader, scope.value)
  return ok({
    ...headOf(scope.value),
    attempts: read.attempts,
    figures: read.figures && pageOf(read.figures, request),
  })
}

/** As `readExamItems`, all items at once: for the workbook. */
export async function readAllExamItems(
  reader: NamedReader,
  { examId, sorting }: Omit<ExamItemsRequest, 'page'>,
): Promise<Result<ExamItemsView, ItemRefusal>> {
  const scope = await resolveItemScope(reader, examId)
  if (!scope.ok) return scope
  const read = await readFigures(reader, scope.value, 'item-statistics.exported')
  const figures = read.figures && {
    ...read.figures,
    rows: sortItems(read.figures.rows, sorting),
    ...{ total: read.figures.rows.length, page: 1, pageCount: 1 },
  }
  return ok({ ...headOf(scope.value), attempts: read.attempts, figures })
}

type AllFigures = Omit<ExamItemFigures, 'total' | 'page' | 'pageCount'>

async function readFigures(
  reader: NamedReader,
  scope: ItemScope,
  action = 'item-statistics.read',
): Promise<{ attempts: number; figures: AllFigures | null }> {
  if (!scope.released) return { attempts: 0, figures: null }
  const { summary, stale, attempts } = await freshenSummary(reader.db, scope.exam.id, scope.now)
  if (!summary) return { attempts, figures: null }
  return reader.db.transaction(async (tx) => {
    const rows = await readRows(tx, scope)
    await appendAudit(tx, {
      at: scope.now,
      actor: { id: reader.accountId, name: reader.name },
      action,
      subject: 'exam',
      subjectId: scope.exam.id,
      unitId: scope.campaign.unitId,
      detail: { items: rows.length, content: scope.seesContent },
    })
    // Safe: `refreshSummaries` alone writes them, and another meaning of the figures has another digest.
    const test = summary.figures as TestFigures
    const { papers, computedAt } = summary
    return { attempts, figures: { test, papers, computedAt, stale, rows, flagged: countFlags(rows) } }
  })
}

async function readRows(tx: Db, { exam, seesContent }: ItemScope): Promise<ItemRow[]> {
  const items = await listItemsOfExam(tx, exam.id)
  const versionIds = items.map(({ question }) => question.versionId)
  const stems = seesContent ? await readStems(tx, versionIds) : null
  return items.map((item) => itemRow(item, stems && (stems.get(item.question.versionId) ?? '')))
}

function headOf({ exam, campaign, seesContent, released }: ItemScope) {
  const { id, titleZh, titleEn, fullMarks, closesAt } = exam
  return {
    exam: { id, titleZh, titleEn, fullMarks },
    campaign: { nameZh: campaign.nameZh, nameEn: campaign.nameEn },
    seesContent,
    resultsFrom: released ? null : closesAt,
  }
}

function pageOf(all: AllFigures, { sorting, page: wanted }: ExamItemsRequest): ExamItemFigures {
  const pageCount = Math.max(1, Math.ceil(all.rows.length / itemsPerPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted)), pageCount)
  const from = (page - 1) * itemsPerPage
  const rows = sortItems(all.rows, sorting).slice(from, from + itemsPerPage)
  return { ...all, rows, total: all.rows.length, page, pageCount }
}

function countFlags(rows: readonly ItemRow[]): ExamItemFigures['flagged'] {
  return flagNames.flatMap((name) => {
    const items = rows.filter(({ flags }) => flags.some((flag) => flag.name === name)).length
    return items > 0 ? [{ name, items }] : []
  })
}
