import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import { clockFace, type PinnedClock, remainingAt } from './exam-clock.ts'
import styles from './exam-time.module.css'
import { usePageClock } from './use-page-clock.ts'

/** The candidate's clock. It does not blink or change colour; screen readers hear of it at a few thresholds only. */
export function ExamTime({ clock, spokenMinutes }: { clock: PinnedClock; spokenMinutes: number | null }) {
  const m = useMessages(examMessages)
  const now = usePageClock(clock.phase === 'running' ? 250 : null)
  return (
    <div className={styles.time}>
      <span className={styles.label}>
        <Icon name="clock" />
        {m.timeLeft}
      </span>
      {/* role="timer" is silent by itself: the seconds are never read out. */}
      <span role="timer" aria-label={m.timeLeft} className={styles.face}>
        {clockFace(remainingAt(clock, Math.max(now, clock.readAt)))}
      </span>
      <VisuallyHidden>
        <span role="status">{spokenMinutes === null ? '' : m.minutesLeft(spokenMinutes)}</span>
      </VisuallyHidden>
    </div>
  )
}
