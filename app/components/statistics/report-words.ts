import { formatTime } from '#app/components/format-time.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import type { WordsOfReport } from '#app/services/reports/export-statistics.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'

import { formulaNotes } from './formula-notes.ts'
import { nameIn, titleIn } from './names.ts'

/** Every word of the workbook, in one language. */
export function reportWords(view: StatisticsView, locale: Locale): ReturnType<WordsOfReport> {
  const m = messagesOf(statisticsMessages, locale)
  const { report } = m
  const unit = nameIn(locale, view.unit)
  const exam = titleIn(locale, view.exam)
  return {
    report: {
      title: report.title(unit, exam),
      issuer: report.issuer(unit),
      asOf: report.asOf(formatTime(view.asOf, 'datetime', locale)),
      unitOfCount: report.unitOfCount,
      sheet: report.sheet,
      columns: report.columns,
      total: report.total,
      signature: { preparedBy: report.preparedBy, checkedBy: report.checkedBy, date: report.date },
      notesTitle: m.notes.title,
      notes: formulaNotes(view, locale).map((note, index) => `${index + 1}. ${note}`),
      nameOf: (named, own) => (own ? m.own(nameIn(locale, named)) : nameIn(locale, named)),
    },
    absent: {
      sheet: report.absentSheet,
      title: report.absentTitle(unit, exam),
      columns: {
        number: report.columns.number,
        name: report.name,
        employeeNo: report.employeeNo,
        unit: report.columns.unit,
      },
      none: report.nobody,
      cut: report.cut,
      nameOf: (named) => nameIn(locale, named),
    },
    fileName: report.fileName(unit, exam, formatTime(view.asOf, 'day', locale)),
  }
}
