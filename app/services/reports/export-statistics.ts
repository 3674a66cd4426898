import writeExcelFile, { type CellObject, type Sheet } from 'write-excel-file/node'

import { ok, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { type ListedPerson, listPeopleOfExam } from '#db/queries/statistics-people.ts'

import { type StatisticsView, viewStatistics } from '../statistics/read-statistics.ts'
import { type NamedReader, resolveScope, type StatisticsRefusal } from '../statistics/scope.ts'
import { type ReportWords, statisticsSheet } from './statistics-sheet.ts'

/** The words of the second sheet: who has not sat. `cut`: said when the list is longer than the sheet. */
export type AbsentWords = {
  sheet: string
  title: string
  columns: { number: string; name: string; employeeNo: string; unit: string }
  none: string
  cut: (shown: number, total: number) => string
  nameOf: (unit: { nameZh: string; nameEn: string }) => string
}

export type WordsOfReport = (view: StatisticsView) => {
  report: ReportWords
  absent: AbsentWords
  fileName: string
}

export type ReportRequest = { examId: string; unitId?: string | undefined; depth?: number | undefined }

/** A list of people longer than this serves nobody on paper; the count above it stays exact. */
const longestList = 20_000

/**
 * The figures as an .xlsx workbook: the table, and the people who have not sat. Both are of one instant. The
 * export is audited, with the unit and the number of names in it.
 *
 * @param wordsOf The words in the reader's language, made from the figures (title, notes).
 */
export async function exportStatistics(
  reader: NamedReader,
  request: ReportRequest,
  wordsOf: WordsOfReport,
): Promise<Result<{ fileName: string; content: Buffer; view: StatisticsView }, StatisticsRefusal>> {
  const scope = await resolveScope(reader, request)
  if (!scope.ok) return scope
  const read = await reader.db.transaction(
    async (tx) => {
      const view = await viewStatistics({ ...reader, db: tx }, scope.value, request.depth)
      const people = await listPeopleOfExam(tx, scope.value.counting, {
        list: 'not-sat',
        limit: longestList,
        offset: 0,
      })
      await appendAudit(tx, {
        at: view.asOf,
        actor: { id: reader.accountId, name: reader.name },
        action: 'statistics.exported',
        subject: 'exam',
        subjectId: view.exam.id,
        unitId: view.unit.id,
        detail: { unit: view.unit.code, depth: view.depth, rows: view.rows.length, names: people.length },
      })
      return { view, people }
    },
    { isolationLevel: 'repeatable read' },
  )
  const words = wordsOf(read.view)
  const sheets = [statisticsSheet(read.view, words.report), absentSheet(read, words.absent)]
  return ok({ fileName: words.fileName, view: read.view, content: await writeExcelFile(sheets).toBuffer() })
}

function absentSheet(
  { view, people }: { view: StatisticsView; people: ListedPerson[] },
  words: AbsentWords,
): Sheet<never> {
  const { counts } = view.total
  const total = counts.due - counts.sat
  const line = (value: string, more: CellObject = {}) => [{ value, columnSpan: 4, ...more }, null, null, null]
  const head = [words.columns.number, words.columns.name, words.columns.employeeNo, words.columns.unit]
  const note =
    people.length < total ? words.cut(people.length, total) : people.length === 0 ? words.none : null
  return {
    sheet: words.sheet,
    stickyRowsCount: 2,
    columns: [{ width: 8 }, { width: 16 }, { width: 18 }, { width: 44 }],
    data: [
      line(words.title, { fontWeight: 'bold', fontSize: 14, align: 'center', height: 28 }),
      head.map((value) => ({
        value,
        fontWeight: 'bold' as const,
        align: 'center' as const,
        backgroundColor: '#EFEFEF',
        borderStyle: 'thin' as const,
      })),
      ...people.map((person, index) => [
        { value: index + 1, type: Number, align: 'center' as const, borderStyle: 'thin' as const },
        { value: person.name, borderStyle: 'thin' as const },
        { value: person.employeeNo, format: '@', borderStyle: 'thin' as const },
        { value: unitOf(person, words), borderStyle: 'thin' as const },
      ]),
      ...(note ? [line(note)] : []),
    ],
  }
}

/** Department and section, as one would write it on a list. */
function unitOf(person: ListedPerson, { nameOf }: AbsentWords): string {
  const department = nameOf({ nameZh: person.departmentZh, nameEn: person.departmentEn })
  const unit = nameOf({ nameZh: person.unitZh, nameEn: person.unitEn })
  return department === unit ? department : `${department} ${unit}`
}
