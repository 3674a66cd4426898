import { AskedFields, RemarkFields } from '#app/components/bank/asked-fields.tsx'
import { CitationFields } from '#app/components/bank/ground-fields.tsx'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Panel } from '#app/ui/panel.tsx'
import type { ContentFaults, WrittenContent } from '#question-bank/judge-content.ts'

import styles from './case.module.css'

type CaseQuestionProps = {
  prefix: string
  /** From 1. The first two must be written, so the others are folded away. */
  number: number
  content: WrittenContent | null
  faults: ContentFaults
}

/** One question of a case in its form. */
export function CaseQuestion({ prefix, number, content, faults }: CaseQuestionProps) {
  const m = useMessages(bankFormMessages)
  const fields = { prefix, content, faults }
  const written = (
    <div className={styles.fields}>
      <AskedFields {...fields} />
      <CitationFields {...fields} />
      <RemarkFields {...fields} />
    </div>
  )
  if (number <= 2) return <Panel title={m.caseQuestion(number)}>{written}</Panel>
  return (
    <Panel>
      <details open={content !== null}>
        <summary className={styles.summary}>{m.caseQuestionMore(number)}</summary>
        {written}
      </details>
    </Panel>
  )
}
