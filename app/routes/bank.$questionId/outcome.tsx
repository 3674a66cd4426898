import { useSearchParams } from '@remix-run/react'

import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'

import { type Answer, isMissing } from './answer.ts'

/**
 * What became of the last act: why nothing was done, unless its own form says so, or what was. An address can say
 * anything: what is no act of ours says nothing.
 */
export function Outcome({ answer }: { answer: Answer | null }) {
  const m = useMessages(bankQuestionMessages)
  const [query] = useSearchParams()
  if (answer)
    return isMissing(answer.refusal) ? null : (
      <Notice tone="danger" role="alert">
        {m.refusals[answer.refusal]}
      </Notice>
    )
  const done = query.get('done')
  if (done === null || !Object.hasOwn(m.done, done)) return null
  const what = m.done[done as keyof typeof m.done] // Safe: just checked.
  // The code of the question that it was done to, when this page shows the next one.
  const was = query.get('was')
  return (
    <Notice tone="success" role="status">
      {was ? m.doneNext(was.slice(0, 40), what) : what}
    </Notice>
  )
}
