import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { PublishRefusal } from '#app/services/exam-drafts/publish-exam.ts'
import type { ExamView } from '#app/services/exam-drafts/read-exam.ts'
import { Notice } from '#app/ui/notice.tsx'

type OutcomeProps = {
  view: Pick<ExamView, 'publishedAt' | 'archivedAt' | 'kind' | 'registered'>
  refusal: PublishRefusal | 'published' | 'unfillable' | 'unchecked' | null
  done: string | null
}

const dones = ['made', 'saved', 'copied', 'restored'] as const

/** What was done last or why it was not; else how the exam stands, where that needs words. */
export function Outcome({ view, refusal, done }: OutcomeProps) {
  const m = useMessages(examsMessages)
  // The box that was not ticked says so itself.
  if (refusal !== null && refusal !== 'unchecked')
    return (
      <Notice tone="danger" role="alert">
        {m.refusals[refusal]}
      </Notice>
    )
  if (view.archivedAt) return <Notice>{m.exam.archivedNotice}</Notice>
  if (view.publishedAt)
    return (
      <Notice tone="success" role="status" title={m.exam.publishedNotice}>
        {view.kind === 'online' ? m.exam.publishedOnline(view.registered) : m.exam.publishedCentre}
      </Notice>
    )
  const word = dones.find((known) => known === done)
  if (!word || refusal !== null) return null
  return (
    <Notice tone="success" role="status">
      {m.done[word]}
    </Notice>
  )
}
