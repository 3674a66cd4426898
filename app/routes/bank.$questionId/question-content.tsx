import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './question.module.css'

/** A question as it is asked, with its key, and what it stands on. */
export function QuestionContent({ view }: { view: QuestionView }) {
  const m = useMessages(bankMessages)
  const { question, law, lawVersion } = view
  const audiences = question.audience.map((one) =>
    one === 'leaders' || one === 'general' || one === 'enforcement' ? m.audiences[one] : one,
  )
  return (
    <Panel title={m.question.content}>
      {question.material && (
        <section aria-label={m.question.material}>
          <p className={styles.material} lang="zh-CN">
            {question.material}
          </p>
        </section>
      )}
      <p className={styles.stem} lang="zh-CN">
        {question.stem}
      </p>
      <ol className={styles.options} aria-label={m.question.options}>
        {question.options.map(({ id, text }) => (
          <li key={id} className={styles.option}>
            <span className={styles.letter}>{id}</span>
            <span lang="zh-CN">{text}</span>
            {question.key.includes(id) && (
              <span className={styles.right}>
                <Icon name="check" />
                {m.question.right}
              </span>
            )}
          </li>
        ))}
      </ol>
      <DefinitionList
        items={[
          { term: m.question.key, description: question.key.join('') },
          { term: m.question.explanation, description: <span lang="zh-CN">{question.explanation}</span> },
          { term: m.question.law, description: <span lang="zh-CN">{law?.title ?? question.lawId}</span> },
          {
            term: m.question.lawVersion,
            description: lawVersion
              ? `${question.lawVersion} · ${m.question.lawDays(lawVersion.effectiveFrom, lawVersion.effectiveTo)}`
              : question.lawVersion,
          },
          { term: m.question.article, description: <span lang="zh-CN">{question.article}</span> },
          { term: m.question.topic, description: <span lang="zh-CN">{question.topic}</span> },
          { term: m.question.audience, description: audiences.join(' · ') },
          ...written(m.question.changed, question.changed),
          ...written(m.question.difficultyReason, question.difficultyReason),
          ...written(m.question.note, question.note),
        ]}
      />
    </Panel>
  )
}

/** A line of the list, where the author wrote something. */
function written(term: string, text: string | null) {
  return text ? [{ term, description: <span lang="zh-CN">{text}</span> }] : []
}
