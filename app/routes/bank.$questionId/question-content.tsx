import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { tradeName } from '#app/i18n/trades.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './question.module.css'

/** A question as it is asked, with its key, and what its author says about it. */
export function QuestionContent({ view }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  const { question } = view
  return (
    <Panel title={m.content}>
      {question.material && (
        <section aria-label={m.material}>
          <p className={styles.material} lang="zh-CN">
            {question.material}
          </p>
        </section>
      )}
      <p className={styles.stem} lang="zh-CN">
        {question.stem}
      </p>
      <Options question={question} />
      <DefinitionList items={useFacts(view)} />
    </Panel>
  )
}

function Options({ question }: Pick<QuestionView, 'question'>) {
  const m = useMessages(bankQuestionMessages)
  return (
    <ol className={styles.options} aria-label={m.options}>
      {question.options.map(({ id, text, pinned }) => (
        <li key={id} className={styles.option}>
          <span className={styles.letter}>{id}</span>
          <span lang="zh-CN">{text}</span>
          {question.key.includes(id) && (
            <span className={styles.right}>
              <Icon name="check" />
              {m.right}
            </span>
          )}
          {pinned && <span className={styles.pinned}>{m.pinned}</span>}
        </li>
      ))}
    </ol>
  )
}

function useFacts({ question, law, lawVersion }: QuestionView) {
  const m = useMessages(bankQuestionMessages)
  const words = useMessages(bankMessages)
  const locale = useLocale()
  const audiences = question.audience.map((one) =>
    one === 'leaders' || one === 'general' || one === 'enforcement' ? words.audiences[one] : one,
  )
  const trades = question.trades.map((trade) => tradeName(trade, locale))
  return [
    { term: m.key, description: question.key.join('') },
    { term: m.explanation, description: <span lang="zh-CN">{question.explanation}</span> },
    { term: m.law, description: <span lang="zh-CN">{law?.title ?? question.lawId}</span> },
    {
      term: m.lawVersion,
      description: lawVersion
        ? `${question.lawVersion} · ${m.lawDays(lawVersion.effectiveFrom, lawVersion.effectiveTo)}`
        : question.lawVersion,
    },
    { term: m.article, description: <span lang="zh-CN">{question.article}</span> },
    { term: m.topic, description: <span lang="zh-CN">{question.topic}</span> },
    { term: m.audience, description: audiences.join(' · ') },
    { term: m.trades, description: trades.length > 0 ? trades.join(' · ') : m.everyTrade },
    {
      term: m.origin,
      description: question.origin === 'shipped' ? words.shippedApproval : words.origins[question.origin],
    },
    ...written(m.changed, question.changed),
    ...written(m.difficultyReason, question.difficultyReason),
    ...written(m.note, question.note),
  ]
}

/** A line of the list, where the author wrote something. */
function written(term: string, text: string | null) {
  return text ? [{ term, description: <span lang="zh-CN">{text}</span> }] : []
}
