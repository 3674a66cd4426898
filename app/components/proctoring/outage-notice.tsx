import { useState } from 'react'

import { formatTime } from '#app/components/format-time.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useToast } from '#app/ui/toast.tsx'
import type { OutageView } from '#proctoring/protocol.ts'

import { clockFace } from './duration.ts'
import styles from './outage-notice.module.css'
import { postJson } from './post-act.ts'

type Props = { sittingId: string; outage: OutageView; onDone: () => void }

/** Proposes to give a room back what an outage of the platform cost it. A person decides, once. */
export function OutageNotice({ sittingId, outage, onDone }: Props) {
  const m = useMessages(proctoringMessages).outage
  const failed = useMessages(proctoringMessages).failed
  const locale = useLocale()
  const say = useToast()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const lost = clockFace(outage.lostMs)
  const at = (instant: string) => formatTime(new Date(instant), 'clock', locale)

  async function decide(giveBack: boolean) {
    if (!giveBack && reason.trim().length < 2) return setProblem(m.sayWhy)
    setBusy(true)
    const body = { giveBack, reason: reason.trim().length < 2 ? m.usualReason : reason }
    const outcome = await postJson(`/api/v1/sittings/${sittingId}/outages/${outage.id}`, body)
    setBusy(false)
    if (!outcome.done) return setProblem(outcome.words ?? failed)
    say(giveBack ? m.given(lost) : m.dismissed)
    onDone()
  }

  return (
    <Notice tone="warning" role="alert" title={m.title(at(outage.from), at(outage.until))}>
      <p>{m.lead(lost)}</p>
      <div className={styles.decision}>
        <TextField
          label={m.reason}
          className={styles.reason ?? ''}
          maxLength={500}
          value={reason}
          error={problem}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="button" variant="primary" busy={busy} onClick={() => void decide(true)}>
          {m.giveBack(lost)}
        </Button>
        <Button type="button" busy={busy} onClick={() => void decide(false)}>
          {m.dismiss}
        </Button>
      </div>
    </Notice>
  )
}
