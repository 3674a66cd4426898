import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { BlueprintCell } from '#question-bank/blueprint.ts'

import { useScopeWords } from './blueprint-words.ts'

const most = 8

/** What a cell is narrowed to, in words; of many laws the first ones. */
export function Scope({ cell, laws }: { cell: BlueprintCell; laws: ReadonlyMap<string, string> }) {
  const m = useMessages(blueprintMessages)
  const words = useScopeWords(laws)(cell)
  return (
    <>
      {words.slice(0, most).map(({ text, isChinese }, index) => (
        <span key={`${index} ${text}`} lang={isChinese ? 'zh-CN' : undefined}>
          {index > 0 && m.joiner}
          {text}
        </span>
      ))}
      {words.length > most && ` … (${words.length})`}
    </>
  )
}
