import type { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import type { bankMessages } from '#app/i18n/bank.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { tradeName } from '#app/i18n/trades.ts'
import type { TwoVersions } from '#app/services/questions/compare-question.ts'

/** The words that the parts of a question are called and described by. */
export type PartWords = {
  m: (typeof bankQuestionMessages)[Locale]
  bank: (typeof bankMessages)[Locale]
  locale: Locale
}

/** A part of a question as one text, so that two versions of it can be laid beside one another. */
export type Part = { name: string; text: string }

/** Every part of a version in the order in which the page of a question has them; the same parts for every version. */
export function readParts(version: TwoVersions['older'], { m, bank, locale }: PartWords): Part[] {
  const audiences = version.audience.map((one) =>
    one === 'leaders' || one === 'general' || one === 'enforcement' ? bank.audiences[one] : one,
  )
  const options = version.options.map(
    ({ id, text, pinned }) => `${id} ${text}${pinned ? `（${m.pinned}）` : ''}`,
  )
  return [
    { name: m.differences.kind, text: bank.kinds[version.kind] },
    { name: m.material, text: version.material ?? '' },
    { name: m.differences.stem, text: version.stem },
    { name: m.options, text: options.join('\n') },
    { name: m.key, text: version.key.join('') },
    { name: m.explanation, text: version.explanation },
    { name: m.differences.citation, text: bank.citation(version.lawShort, version.article) },
    { name: m.lawVersion, text: version.lawVersion },
    { name: m.topic, text: version.topic },
    { name: m.differences.difficulty, text: bank.difficulties[version.difficulty] },
    { name: m.difficultyReason, text: version.difficultyReason },
    { name: m.audience, text: audiences.join(' · ') },
    { name: m.trades, text: version.trades.map((trade) => tradeName(trade, locale)).join(' · ') },
    { name: m.changed, text: version.changed ?? '' },
    { name: m.note, text: version.note },
  ]
}
