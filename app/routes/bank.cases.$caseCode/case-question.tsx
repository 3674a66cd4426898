import { Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { bankCaseMessages } from '#app/i18n/bank-cases.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { CaseView } from '#app/services/questions/read-case.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './case.module.css'

type CaseQuestionProps = { question: CaseView['questions'][number]; number: number }

/** One question of a case with its key and why. */
export function CaseQuestion({ question, number }: CaseQuestionProps) {
  const m = useMessages(bankCaseMessages)
  const bank = useMessages(bankMessages)
  return (
    <Panel
      title={m.question(number, question.code)}
      actions={
        <>
          <StateBadge state={question.state} />
          <Link to={`/bank/${question.questionId}`}>{m.open}</Link>
        </>
      }
    >
      <p className={styles.facts}>
        {bank.kinds[question.kind]} · {bank.difficulties[question.difficulty]} ·{' '}
        <span lang="zh-CN">{bank.citation(question.lawShort, question.article)}</span>
      </p>
      <p className={styles.stem} lang="zh-CN">
        {question.stem}
      </p>
      <ol className={styles.options} aria-label={m.options}>
        {question.options.map(({ id, text }) => (
          <li key={id} className={styles.option}>
            <strong>{id}</strong>
            <span lang="zh-CN">{text}</span>
            {question.key.includes(id) && (
              <span className={styles.right}>
                <Icon name="check" />
                {m.right}
              </span>
            )}
          </li>
        ))}
      </ol>
      <DefinitionList
        items={[
          { term: m.key, description: question.key.join('') },
          { term: m.explanation, description: <span lang="zh-CN">{question.explanation}</span> },
        ]}
      />
    </Panel>
  )
}
