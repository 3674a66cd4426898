import { Time } from '#app/components/time.tsx'
import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import type { PendingMessage } from './exam-api.ts'
import { ExamModal } from './exam-modal.tsx'
import styles from './exam-page.module.css'

/** A message of the proctor: it stays until the candidate says that it was read. */
export function ProctorMessage({ message, onRead }: { message: PendingMessage; onRead: () => void }) {
  const m = useMessages(examMessages).message
  return (
    <ExamModal
      key={message.id}
      title={m.title}
      footer={
        <Button type="button" variant="primary" data-autofocus onClick={onRead}>
          {m.confirm}
        </Button>
      }
    >
      <p className={styles.message} lang="">
        {message.text}
      </p>
      <p className={styles.sentAt}>
        {m.sentAt} <Time at={new Date(message.sentAt)} style="time" />
      </p>
    </ExamModal>
  )
}

/** Tells the server that a message was read, again and again until it has heard it. */
export async function acknowledgeMessage(registrationId: string, messageId: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const response = await fetch(`/wait/${registrationId}/standing`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ acknowledge: messageId }),
    }).catch(() => null)
    // 404: acknowledged before, or not ours.
    if (response?.ok || response?.status === 404) return
    await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 4000))
  }
}
