import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamView } from '#app/services/exam-drafts/read-exam.ts'
import { Badge } from '#app/ui/badge.tsx'

/** Draft, published, or put away. */
export function StateBadge({ view }: { view: Pick<ExamView, 'publishedAt' | 'archivedAt'> }) {
  const m = useMessages(examsMessages).badge
  if (view.publishedAt) return <Badge tone="success">{m.published}</Badge>
  return <Badge tone={view.archivedAt ? 'neutral' : 'info'}>{view.archivedAt ? m.archived : m.draft}</Badge>
}
