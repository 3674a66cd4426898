import { formatTime } from '#app/components/format-time.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'

type Noted = Pick<StatisticsView, 'exam' | 'campaign' | 'basis' | 'corrections' | 'resultsFrom'>

/** How the figures of a view are made, in words (口径说明): the same on the page and under the workbook's table. */
export function formulaNotes(
  { exam, campaign, basis, corrections, resultsFrom }: Noted,
  locale: Locale,
): string[] {
  const { notes, withheldNext } = messagesOf(statisticsMessages, locale)
  return [
    ...(resultsFrom ? [withheldNext(formatTime(resultsFrom, 'datetime', locale))] : []),
    exam.drawn ? notes.dueDrawn : notes.due(campaign.cutOff),
    notes.exempt,
    notes.study(campaign.studyTotalTarget, campaign.studyCompulsoryTarget),
    notes.participation,
    basis === 'due' ? notes.passByDue : notes.passBySat,
    notes.voided,
    notes.best,
    notes.excellence,
    notes.truncated,
    ...(campaign.lockedAt ? [notes.locked(formatTime(campaign.lockedAt, 'datetime', locale))] : []),
    ...(corrections.length > 0 ? [notes.corrected(corrections.length)] : []),
  ]
}
