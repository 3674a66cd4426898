import { examMessages } from '#app/i18n/exam.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { WaitingView } from '#app/services/exams/read-waiting.ts'
import { Panel } from '#app/ui/panel.tsx'

import styles from './exam-rules.module.css'

const minuteMs = 60_000

/** The rules of the exam in words, the scoring of multiple choice among them. */
export function ExamRules({ exam }: { exam: WaitingView['exam'] }) {
  const m = useMessages(waitingMessages).rules
  const words = useMessages(examMessages)
  return (
    <Panel title={m.title}>
      <ul className={styles.rules}>
        <li>
          {m.paper(exam.itemCount, exam.fullMarks)}
          <ul className={styles.parts}>
            {exam.parts.map((part, index) => (
              <li key={index}>{m.part(words.parts[part.kind], part.count, part.marks)}</li>
            ))}
          </ul>
        </li>
        <li>
          {m.duration(Math.round(exam.durationMs / minuteMs))} · {m.pass(exam.passMarks)}
        </li>
        {exam.multipleScoring && <li>{m.scoring(words.scoring[exam.multipleScoring])}</li>}
        <li>{m.noNegative}</li>
        {exam.kind === 'centre' && <li>{m.late(Math.round(exam.lateLimitMs / minuteMs))}</li>}
        <li>{exam.maxTries > 1 ? m.tries(exam.maxTries) : m.oneTry}</li>
        <li>{m.saved}</li>
        <li>
          {m.auto} {exam.releasedAtOnce ? m.release.now : m.release.later}
        </li>
      </ul>
    </Panel>
  )
}
