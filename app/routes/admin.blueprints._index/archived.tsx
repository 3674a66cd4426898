import { Form } from '@remix-run/react'

import { PaperCell } from '#app/components/blueprints/paper-cell.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { BlueprintLine } from '#app/services/blueprints/list-blueprints.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

/** What was put away: it is not deleted and can be taken out again. */
export function Archived({ blueprints }: { blueprints: readonly BlueprintLine[] }) {
  const m = useMessages(blueprintMessages)
  const name = useInLanguage()
  return (
    <Panel title={m.archived} flush>
      <Table
        caption={m.archived}
        rows={blueprints}
        rowKey={({ id }) => id}
        stacked
        columns={[
          { key: 'name', header: m.columns.name, cell: ({ nameZh, nameEn }) => name(nameZh, nameEn) },
          { key: 'paper', header: m.columns.paper, cell: (line) => <PaperCell outline={line} /> },
          {
            key: 'act',
            header: m.columns.act,
            cell: ({ id, nameZh, nameEn }) => (
              <Form method="post" action={`/admin/blueprints/${id}`}>
                <Button
                  size="small"
                  name="intent"
                  value="restore"
                  aria-label={m.actFor(m.acts.restore, name(nameZh, nameEn))}
                >
                  {m.acts.restore}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Panel>
  )
}
