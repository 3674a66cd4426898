import { useEffect } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'

import styles from './calm-notice.module.css'
import type { ExamState } from './exam-state.ts'

const SHOWN_MS = 10_000

/** Something about the clock, in one line above the question. It goes by its button, or by itself. */
export function CalmNotice({
  notice,
  onDismiss,
}: {
  notice: NonNullable<ExamState['notice']>
  onDismiss: (id: number) => void
}) {
  const m = useMessages(examMessages)
  const { id } = notice
  useEffect(() => {
    const timer = window.setTimeout(() => onDismiss(id), SHOWN_MS)
    return () => window.clearTimeout(timer)
  }, [id, onDismiss])
  const span =
    'ms' in notice ? m.duration(Math.floor(notice.ms / 60_000), Math.round((notice.ms % 60_000) / 1000)) : ''
  const words = {
    'ten-minutes': m.notices['ten-minutes'],
    resumed: m.notices.resumed,
    'time-added': m.notices['time-added'](span),
    'time-taken': m.notices['time-taken'](span),
  }[notice.kind]
  return (
    // The ten minutes are spoken by the clock already.
    <div
      className={styles.notice}
      data-kind={notice.kind}
      role={notice.kind === 'ten-minutes' ? undefined : 'status'}
    >
      <Icon name="clock" />
      <p className={styles.words}>{words}</p>
      <button type="button" className={styles.dismiss} onClick={() => onDismiss(id)}>
        {m.notices.dismiss}
      </button>
    </div>
  )
}
