import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { CarriedOver } from '#app/services/laws/carry-over.ts'
import type { BatchApproval } from '#app/services/questions/review-question.ts'
import type { StepTaken } from '#app/services/questions/take-step.ts'
import { Notice } from '#app/ui/notice.tsx'

type Refusal = Exclude<CarriedOver | BatchApproval | StepTaken, { ok: true }>['refusal']
type BatchAnswerProps = {
  answer: { refusal: Refusal; code: string | null } | null
  /** What the address says was done, and with how many. */
  done: { what: string; count: string }
}

/** What became of a batch: all of it was done, or nothing and why. */
export function BatchAnswer({ answer, done }: BatchAnswerProps) {
  const m = useMessages(lawMessages).affected
  if (answer)
    return (
      <Notice tone="danger" role="alert">
        {wordsOf(m, answer)}
      </Notice>
    )
  const { what, count } = done
  if (what !== 'carried' && what !== 'approved' && what !== 'taken') return null
  if (!/^\d{1,3}$/.test(count)) return null
  return (
    <Notice tone="success" role="status" title={m.doneTitle}>
      {m.done[what](count)}
    </Notice>
  )
}

type Sayings = {
  refusals: Record<string, string>
  refusedOne: Record<string, (code: string) => string>
}

function wordsOf(
  { refusals, refusedOne }: Sayings,
  { refusal, code }: { refusal: string; code: string | null },
) {
  const named = refusedOne[refusal]
  return refusals[refusal] ?? named?.(code ?? '') ?? refusal
}
