import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawView } from '#app/services/laws/read-law.ts'
import { Badge } from '#app/ui/badge.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './law.module.css'

type LawTextPanelProps = { shown: NonNullable<LawView['shown']>; mayWrite: boolean }

/** The text of a version, article by article, and how many questions rest on each. */
export function LawTextPanel({ shown: { version, articles, page, pageCount }, mayWrite }: LawTextPanelProps) {
  const m = useMessages(lawMessages).law
  return (
    <Panel title={m.shown(version.version)}>
      <DefinitionList
        items={[
          { term: m.source, description: <span lang="zh-CN">{version.source}</span> },
          ...(version.history.length === 0
            ? []
            : [
                {
                  term: m.history,
                  description: (
                    <span className={styles.history} lang="zh-CN">
                      {version.history.join('\n')}
                    </span>
                  ),
                },
              ]),
        ]}
      />
      {articles.length === 0 ? (
        <EmptyState
          title={m.emptyTitle}
          action={mayWrite && <LinkButton to="/bank/laws/import">{m.noText}</LinkButton>}
        >
          {m.empty}
        </EmptyState>
      ) : (
        <>
          {articles.map(({ label, chapter, text, questions }, index) => (
            <article key={label} className={styles.article} id={label} lang="zh-CN">
              {chapter !== articles[index - 1]?.chapter && chapter !== '' && (
                <h3 className={styles.chapter}>{chapter}</h3>
              )}
              <p className={styles.label}>
                {label} {questions > 0 && <Badge tone="info">{m.citing(questions)}</Badge>}
              </p>
              <p className={styles.text}>{text}</p>
            </article>
          ))}
          <Pagination page={page} pageCount={pageCount} total={version.articleCount} />
        </>
      )}
    </Panel>
  )
}
