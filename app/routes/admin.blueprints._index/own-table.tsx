import { Form, Link } from '@remix-run/react'

import { PaperCell } from '#app/components/blueprints/paper-cell.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { BlueprintLine } from '#app/services/blueprints/list-blueprints.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './blueprints.module.css'

/** The blueprints that the region keeps, with what can be done with each. */
export function OwnTable({ blueprints }: { blueprints: readonly BlueprintLine[] }) {
  const m = useMessages(blueprintMessages)
  const name = useInLanguage()
  return (
    <Table
      caption={m.ownCaption}
      rows={blueprints}
      rowKey={({ id }) => id}
      stacked
      empty={<EmptyState title={m.emptyTitle}>{m.empty}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: m.columns.name,
          cell: ({ id, nameZh, nameEn, unitZh, unitEn }) => (
            <>
              <Link to={`/admin/blueprints/${id}`}>{name(nameZh, nameEn)}</Link>
              <span className={styles.line}>{name(unitZh, unitEn)}</span>
            </>
          ),
        },
        { key: 'paper', header: m.columns.paper, cell: (line) => <PaperCell outline={line} /> },
        {
          key: 'rules',
          header: m.columns.rules,
          cell: ({ durationMinutes, passMarks }) => m.rules(durationMinutes, pointsText(passMarks)),
        },
        {
          key: 'changed',
          header: m.columns.changed,
          cell: ({ changedAt, changedByName }) => (
            <>
              <span className={styles.day}>
                <Time at={changedAt} style="day" />
              </span>
              <span className={styles.line}>{changedByName}</span>
            </>
          ),
        },
        { key: 'act', header: m.columns.act, cell: (line) => <Acts line={line} /> },
      ]}
    />
  )
}

function Acts({ line: { id, nameZh, nameEn, isReadable } }: { line: BlueprintLine }) {
  const m = useMessages(blueprintMessages)
  const name = useInLanguage()(nameZh, nameEn)
  const link = (act: 'use' | 'copy', to: string) => (
    <LinkButton size="small" to={to} aria-label={m.actFor(m.acts[act], name)}>
      {m.acts[act]}
    </LinkButton>
  )
  return (
    <Form method="post" action={`/admin/blueprints/${id}`} className={styles.acts}>
      {isReadable && link('use', `/admin/exams/new?from=${id}`)}
      {isReadable && link('copy', `/admin/blueprints/new?from=${id}`)}
      <Button size="small" name="intent" value="archive" aria-label={m.actFor(m.acts.archive, name)}>
        {m.acts.archive}
      </Button>
    </Form>
  )
}
