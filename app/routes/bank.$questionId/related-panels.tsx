import { Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Panel } from '#app/ui/panel.tsx'

import styles from './question.module.css'

/** What a decision about the question should know of others: its case, what is much like it, what it must not meet. */
export function RelatedPanels({ view }: { view: QuestionView }) {
  return (
    <>
      <Siblings view={view} />
      <Similar view={view} />
      <Enemies view={view} />
    </>
  )
}

function Siblings({ view: { question, siblings } }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  if (question.caseCode === null) return null
  return (
    <Panel title={m.siblings(question.caseCode)}>
      <ul className={styles.related}>
        {siblings.map(({ questionId, code, stem, state, hasOtherMaterial }) => (
          <li key={questionId}>
            <p className={styles.relatedHead}>
              {questionId === question.id ? (
                <strong>
                  {code} · {m.siblingHere}
                </strong>
              ) : (
                <Link to={`/bank/${questionId}`}>{code}</Link>
              )}
              <StateBadge state={state} />
            </p>
            <p className={styles.relatedStem} lang="zh-CN">
              {stem}
            </p>
            {hasOtherMaterial && <p className={styles.remark}>{m.siblingOther}</p>}
          </li>
        ))}
      </ul>
      <p className={styles.more}>
        <Link to={`/bank/cases/${encodeURIComponent(question.caseCode)}`}>{m.wholeCase}</Link>
      </p>
    </Panel>
  )
}

function Similar({ view: { similar } }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  if (similar.length === 0) return null
  return (
    <Panel title={m.similar}>
      <p>{m.similarWhy}</p>
      <ul className={styles.related}>
        {similar.map(({ questionId, code, version, stem, state, similarity }) => (
          <li key={questionId}>
            <p className={styles.relatedHead}>
              <Link to={`/bank/${questionId}?version=${version}`}>{code}</Link>
              <span>{m.alike(`${Math.floor(similarity * 100)}%`)}</span>
              <StateBadge state={state} />
            </p>
            <p className={styles.relatedStem} lang="zh-CN">
              {stem}
            </p>
          </li>
        ))}
      </ul>
      <p className={styles.more}>
        <Link to="/bank/duplicates">{m.allPairs}</Link>
      </p>
    </Panel>
  )
}

function Enemies({ view: { enemies } }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  if (enemies.length === 0) return null
  return (
    <Panel title={m.enemies}>
      <p>{m.enemiesWhy}</p>
      <ul className={styles.related}>
        {enemies.map(({ questionId, code, reason }) => (
          <li key={questionId}>
            <Link to={`/bank/${questionId}`}>{code}</Link>
            <p className={styles.relatedStem} lang="">
              {reason}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
