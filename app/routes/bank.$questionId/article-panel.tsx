import { Link } from '@remix-run/react'

import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Panel } from '#app/ui/panel.tsx'

import styles from './question.module.css'

/** The article that the question cites, as it reads in the cited version. */
export function ArticlePanel({ view }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  const { question, article, lawVersion, hasText } = view
  return (
    <Panel title={m.articleTitle(question.article)}>
      {article ? (
        <div lang="zh-CN">
          {article.chapter && <p className={styles.chapter}>{article.chapter}</p>}
          <p className={styles.articleText}>
            <strong>{article.label}</strong> {article.text}
          </p>
        </div>
      ) : (
        <p>{hasText ? m.articleMissing : m.articleNone}</p>
      )}
      {lawVersion && (
        <p className={styles.more}>
          <Link to={`/bank/laws/${lawVersion.lawId}?version=${lawVersion.version}`}>{m.articleMore}</Link>
        </p>
      )}
    </Panel>
  )
}
