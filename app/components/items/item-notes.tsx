import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Panel } from '#app/ui/panel.tsx'

/** How the figures are made. */
export function ItemNotes() {
  const { title, ...notes } = useMessages(itemMessages).notes
  return (
    <Panel title={title}>
      <ol>
        {Object.entries(notes).map(([key, note]) => (
          <li key={key}>{note}</li>
        ))}
      </ol>
    </Panel>
  )
}
