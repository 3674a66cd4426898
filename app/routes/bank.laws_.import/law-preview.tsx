import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawPreview as Preview } from '#app/services/laws/preview-law.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './import.module.css'

/** What was understood of a text, to be compared with the original by eye. */
export function LawPreview({ preview }: { preview: Preview }) {
  const m = useMessages(lawMessages).importing
  const { title, history, articleCount, chapters, shown } = preview
  const lines = (texts: readonly string[], none: string) =>
    texts.length === 0 ? (
      none
    ) : (
      <ul className={styles.lines} lang="zh-CN">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    )
  return (
    <Panel title={m.understood}>
      <Notice>{m.notWritten}</Notice>
      <DefinitionList
        items={[
          { term: m.lawTitle, description: title === '' ? m.noTitle : <span lang="zh-CN">{title}</span> },
          { term: m.history, description: lines(history, m.noHistory) },
          { term: m.articleCount, description: articleCount },
          {
            term: m.chapters,
            description:
              chapters.length <= 6 ? (
                lines(chapters, m.noChapters)
              ) : (
                <details>
                  <summary>{chapters.length}</summary>
                  {lines(chapters, m.noChapters)}
                </details>
              ),
          },
        ]}
      />
      <Problems preview={preview} />
      <h3 className={styles.heading}>{m.firstAndLast}</h3>
      {shown.map(({ label, chapter, text }) => (
        <article key={label} className={styles.article} lang="zh-CN">
          <p className={styles.label}>
            {label} <span className={styles.chapter}>{chapter}</span>
          </p>
          <p className={styles.text}>{text}</p>
        </article>
      ))}
    </Panel>
  )
}

function Problems({ preview: { problems, moreProblems } }: { preview: Preview }) {
  const m = useMessages(lawMessages).importing
  if (problems.length === 0)
    return (
      <Notice tone="success" title={m.problems}>
        {m.noProblems}
      </Notice>
    )
  return (
    <Notice tone="warning" title={m.problems}>
      <ul className={styles.lines}>
        {problems.map(({ code, label, note }, index) => (
          // Two problems of a text may be alike in all but their place.
          <li key={index}>
            {m.problem[code]}{' '}
            <span lang="zh-CN">
              {code === 'gap' && label && note
                ? m.until(label, note)
                : [label, note].filter(Boolean).join(' ')}
            </span>
          </li>
        ))}
        {moreProblems > 0 && <li>{m.more(moreProblems)}</li>}
      </ul>
    </Notice>
  )
}
