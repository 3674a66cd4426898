import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { BlueprintCell, PartKind } from '#question-bank/blueprint.ts'
import { isTrade, tradeNames } from '#question-bank/trades.ts'

/** A paper's parts in one line: `判断题 20×2 + 单选题 30×1`. Marks are hundredths. */
export function useOutline(): (parts: readonly { kind: PartKind; items: number; marks: number }[]) => string {
  const m = useMessages(blueprintMessages)
  return (parts) =>
    parts.map(({ kind, items, marks }) => `${m.kinds[kind]} ${items}×${pointsText(marks)}`).join(' + ')
}

/** The word for a trade of units and questions; one that the product does not know stands as it is written. */
export function useTradeName(): (trade: string) => string {
  const locale = useLocale()
  return (trade) => (isTrade(trade) ? tradeNames[trade][locale === 'en' ? 'en' : 'zh'] : trade)
}

/** A branch of law in the language of the page, as far as the catalogue knows it. */
export function useFieldName(): (field: string) => ScopeWord {
  const m = useMessages(blueprintMessages)
  const known: Readonly<Record<string, string>> = m.fields
  return (field) => {
    if (field === '') return { text: m.noField, isChinese: false }
    const text = known[field]
    return text === undefined ? { text: field, isChinese: true } : { text, isChinese: false }
  }
}

/** What a cell takes its questions from: stock, laws, branches, topics and difficulties, in this order. */
export function useScopeWords(laws: ReadonlyMap<string, string>): (cell: BlueprintCell) => ScopeWord[] {
  const m = useMessages(blueprintMessages)
  const fieldName = useFieldName()
  return ({ stock, laws: ids = [], fields = [], topics = [], difficulties = [] }) => {
    const words: ScopeWord[] = [
      ...(stock ? [{ text: m.stocks[stock], isChinese: false }] : []),
      ...ids.map((id) => ({ text: laws.get(id) ?? id, isChinese: true })),
      ...fields.map(fieldName),
      ...topics.map((topic) => ({ text: topic, isChinese: true })),
      ...difficulties.map((difficulty) => ({ text: m.difficulties[difficulty], isChinese: false })),
    ]
    return words.length > 0 ? words : [{ text: m.any, isChinese: false }]
  }
}

/** `isChinese`: what somebody named in Chinese, as laws and topics are on every page. */
export type ScopeWord = { text: string; isChinese: boolean }
