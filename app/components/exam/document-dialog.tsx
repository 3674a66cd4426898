import { useState } from 'react'

import { documentMessages } from '#app/i18n/documents.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Notice } from '#app/ui/notice.tsx'

import { ask } from './exam-api.ts'
import styles from './document-dialog.module.css'

type DocumentDialogProps = {
  registrationId: string
  document: 'privacy-notice' | 'pledge'
  version: string
  onClose: () => void
  onAccepted: (acceptedAt: Date) => void
}

/** The notice or the pledge: read, ticked, recorded with its version and the server's time. */
export function DocumentDialog({
  registrationId,
  document,
  version,
  onClose,
  onAccepted,
}: DocumentDialogProps) {
  const m = useMessages(waitingMessages).steps
  const words = useMessages(documentMessages)[document]
  const [ticked, setTicked] = useState(false)
  const [state, setState] = useState<'reading' | 'sending' | 'failed' | 'old-version'>('reading')

  const accept = async () => {
    setState('sending')
    const reply = await ask<{ acceptedAt: string }>(`/wait/${registrationId}/accept`, { document, version })
    if (reply.ok) return onAccepted(new Date(reply.value.acceptedAt))
    setState(reply.reason === 'malformed' ? 'old-version' : 'failed')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      footer={
        <Button
          type="button"
          variant="primary"
          disabled={!ticked}
          busy={state === 'sending'}
          onClick={() => void accept()}
        >
          {m.confirm}
        </Button>
      }
    >
      <p>{words.intro}</p>
      <div className={styles.parts}>
        {Object.entries(words.parts).map(([part, text]) => (
          <p key={part}>{text}</p>
        ))}
      </div>
      <Checkbox label={words.accept} checked={ticked} onChange={(event) => setTicked(event.target.checked)} />
      {(state === 'failed' || state === 'old-version') && (
        <Notice tone="danger" role="alert">
          {state === 'failed' ? m.failed : m.oldVersion}
        </Notice>
      )}
    </Dialog>
  )
}
