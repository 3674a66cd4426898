import { itemMessages } from '#app/i18n/items.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { LinkButton } from '#app/ui/link-button.tsx'

/** `keyFixesWaiting`: how many corrections wait for a decision; null: the reader has nothing to do with them. */
type ExamLinksProps = { examId: string; items: boolean; keyFixesWaiting: number | null }

/** What else the reader finds of an exam: its items, and the corrections of its keys. */
export function ExamLinks({ examId, items, keyFixesWaiting }: ExamLinksProps) {
  const { title } = useMessages(itemMessages)
  const m = useMessages(regradeMessages)
  return (
    <>
      {items && <LinkButton to={`/statistics/${examId}/items`}>{title}</LinkButton>}
      {keyFixesWaiting !== null && (
        <LinkButton to={`/statistics/${examId}/key-fixes`}>
          {keyFixesWaiting > 0 ? m.waiting(keyFixesWaiting) : m.title}
        </LinkButton>
      )}
    </>
  )
}
