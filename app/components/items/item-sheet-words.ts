import { formatTime } from '#app/components/format-time.ts'
import { titleIn } from '#app/components/statistics/names.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { itemMessages } from '#app/i18n/items.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { ExamItemsView } from '#app/services/item-statistics/read-exam-items.ts'
import type { ItemSheetWords } from '#app/services/reports/export-items.ts'

/** Every word of the workbook of an exam's items, in one language. */
export function itemSheetWords(view: ExamItemsView, locale: Locale): ItemSheetWords {
  const m = messagesOf(itemMessages, locale)
  const { report, table } = m
  const { title: notesTitle, ...notes } = m.notes
  const exam = titleIn(locale, view.exam)
  const at = view.figures?.computedAt ?? null
  const day = at ? formatTime(at, 'date', locale) : ''
  return {
    fileName: report.fileName(exam, day.replace(/[/\\:]/g, '-')),
    sheet: report.sheet,
    title: report.title(exam),
    facts: `${report.asOf(at ? formatTime(at, 'datetime', locale) : '')}    ${report.unit}`,
    columns: {
      ...table,
      number: report.number,
      version: report.version,
      median: report.median,
      stem: m.list.stem,
    },
    kinds: m.kinds,
    flag: ({ name, options }) =>
      options.length > 0 ? `${m.flags[name]}（${m.joined(options)}）` : m.flags[name],
    notes: [notesTitle, ...Object.values(notes).map((note, place) => `${place + 1}. ${note}`)],
  }
}
