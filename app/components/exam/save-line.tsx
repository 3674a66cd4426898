import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Spinner } from '#app/ui/spinner.tsx'

import type { Ledger } from './outbox/ledger.ts'
import { minutesAndSeconds, overallTruth, type Truth, truthOf } from './outbox/truth.ts'
import styles from './save-line.module.css'
import { usePageClock } from './use-page-clock.ts'

type SaveLineProps = { ledger: Ledger; lineBroken: boolean; proctored: boolean }

/** The truth about all answers in one line. It says "saved" only for what the server has confirmed. */
export function SaveLine({ ledger, lineBroken, proctored }: SaveLineProps) {
  const m = useMessages(examMessages).save
  const now = usePageClock(ledger.pending.length > 0 ? 500 : null)
  const { truth, items } = overallTruth(ledger, { broken: lineBroken, now })
  const untouched = Object.keys(ledger.answers).length === 0
  const words = {
    saved: untouched ? m.savedEmpty : m.saved,
    saving: m.saving(items),
    'not-saved':
      truth.is === 'not-saved' && truth.sinceMs !== null
        ? m.notSaved(items, minutesAndSeconds(truth.sinceMs))
        : m.refused(items),
  }[truth.is]
  return (
    <div className={styles.line} data-truth={truth.is}>
      <TruthIcon truth={truth} label={words} />
      <div>
        <p className={styles.words}>{words}</p>
        {truth.is === 'not-saved' && truth.sinceMs !== null && (
          <p className={styles.what}>
            {m.trying} {proctored && truth.sinceMs > 60_000 && m.callProctor}
          </p>
        )}
      </div>
      <Spoken truth={truth} words={words} />
    </div>
  )
}

/** The truth about one answer, beside its question. */
export function OwnTruth({
  ledger,
  itemId,
  lineBroken,
}: {
  ledger: Ledger
  itemId: string
  lineBroken: boolean
}) {
  const m = useMessages(examMessages).save.own
  const now = usePageClock(ledger.pending.length > 0 ? 500 : null)
  if (!(itemId in ledger.answers)) return null
  const truth = truthOf(ledger, itemId, { broken: lineBroken, now })
  const words = {
    saved: m.saved,
    saving: m.saving,
    'not-saved':
      truth.is === 'not-saved' && truth.sinceMs !== null
        ? m.since(minutesAndSeconds(truth.sinceMs))
        : m.notSaved,
  }[truth.is]
  return (
    <span className={styles.own} data-truth={truth.is}>
      <TruthIcon truth={truth} label={words} />
      {words}
    </span>
  )
}

function TruthIcon({ truth, label }: { truth: Truth; label: string }) {
  if (truth.is === 'saving') return <Spinner label={label} />
  return <Icon name={truth.is === 'saved' ? 'success' : 'warning'} />
}

/** A screen reader hears when saving fails and when it works again, not every second of it. */
function Spoken({ truth, words }: { truth: Truth; words: string }) {
  const m = useMessages(examMessages).save
  return (
    <span className={styles.spoken} role="status">
      {truth.is === 'not-saved' ? (truth.sinceMs === null ? words : m.own.notSaved) : ''}
    </span>
  )
}
