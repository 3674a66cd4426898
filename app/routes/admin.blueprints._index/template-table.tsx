import { PaperCell } from '#app/components/blueprints/paper-cell.tsx'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { TemplateLine } from '#app/services/blueprints/list-blueprints.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './blueprints.module.css'

/** The shipped templates: they stay as they are. */
export function TemplateTable({ templates }: { templates: readonly TemplateLine[] }) {
  const m = useMessages(blueprintMessages)
  return (
    <>
      <p className={styles.why}>{m.shippedWhy}</p>
      <Table
        caption={m.shipped}
        rows={templates}
        rowKey={({ id }) => id}
        stacked
        columns={[
          { key: 'name', header: m.columns.name, cell: ({ id }) => m.templates[id] },
          { key: 'paper', header: m.columns.paper, cell: (line) => <PaperCell outline={line} /> },
          {
            key: 'rules',
            header: m.columns.rules,
            cell: ({ durationMinutes, passMarks }) => m.rules(durationMinutes, pointsText(passMarks)),
          },
          {
            key: 'act',
            header: m.columns.act,
            cell: ({ id }) => (
              <span className={styles.acts}>
                <LinkButton
                  size="small"
                  to={`/admin/exams/new?from=${id}`}
                  aria-label={m.actFor(m.acts.use, m.templates[id])}
                >
                  {m.acts.use}
                </LinkButton>
                <LinkButton
                  size="small"
                  to={`/admin/blueprints/new?from=${id}`}
                  aria-label={m.actFor(m.acts.copy, m.templates[id])}
                >
                  {m.acts.copy}
                </LinkButton>
              </span>
            ),
          },
        ]}
      />
    </>
  )
}
