import type { ReactNode } from 'react'

import { formatTime } from '#app/components/format-time.ts'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { ScoreCorrection } from '#app/services/receipts/score-corrections.ts'
import { Notice } from '#app/ui/notice.tsx'

import styles from './score-correction-notice.module.css'

type ScoreCorrectionNoticeProps = {
  exam: string
  /** Where the exam allows several tries: which one. */
  tryNo: number | null
  /** The oldest first. */
  corrections: readonly ScoreCorrection[]
  children?: ReactNode
}

/** Tells a candidate, calmly, that a key was corrected and what became of the score. Never which question. */
export function ScoreCorrectionNotice({ exam, tryNo, corrections, children }: ScoreCorrectionNoticeProps) {
  const m = useMessages(regradeMessages).notice
  if (corrections.length === 0) return null
  return (
    <Notice title={m.title(tryNo === null ? exam : `${exam} · ${m.try(tryNo)}`)}>
      <ul className={styles.corrections}>
        {corrections.map((correction) => (
          <li key={correction.at.toISOString()}>
            <Correction correction={correction} />
          </li>
        ))}
      </ul>
      <p>{m.ask}</p>
      {children && <p className={styles.actions}>{children}</p>}
    </Notice>
  )
}

function Correction({ correction }: { correction: ScoreCorrection }) {
  const m = useMessages(regradeMessages).notice
  const outcome = useMessages(receiptMessages).outcome
  const locale = useLocale()
  const word = (passed: boolean) => (passed ? outcome.passed : outcome.failed)
  const { kind, at, reason, scoreBefore, scoreAfter, passedBefore, passedAfter } = correction
  return (
    <>
      <p>{m.kinds[kind]}</p>
      <p className={styles.change}>
        <span>{m.score(String(scoreBefore), String(scoreAfter))}</span>
        <span>
          {passedBefore === passedAfter
            ? m.same(word(passedAfter))
            : m.outcome(word(passedBefore), word(passedAfter))}
        </span>
      </p>
      <p>
        {m.at(formatTime(at, 'datetime', locale))} · {m.reason('')}
        <span lang="">{reason}</span>
      </p>
    </>
  )
}
