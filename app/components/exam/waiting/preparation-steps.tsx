import { useState } from 'react'

import { Time } from '#app/components/time.tsx'
import { documentMessages } from '#app/i18n/documents.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { WaitingView } from '#app/services/exams/read-waiting.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

import type { ExamRoom } from '../use-exam-room.ts'
import { CameraTest } from './camera-test.tsx'
import { DocumentDialog } from '../document-dialog.tsx'
import { KeyboardTest } from './keyboard-test.tsx'
import styles from './step.module.css'
import { Step } from './step.tsx'

type Document = WaitingView['documents'][number]

type PreparationStepsProps = {
  registrationId: string
  documents: readonly Document[]
  room: ExamRoom
  /** False: an online exam, where no camera is used. */
  camera: boolean
  onAccepted: (document: Document['document'], acceptedAt: Date) => void
  onCamera: () => void
}

/** What to do before the exam, each with its tick. None of it stops the exam from starting. */
export function PreparationSteps({
  registrationId,
  documents,
  room,
  camera,
  onAccepted,
  onCamera,
}: PreparationStepsProps) {
  const m = useMessages(waitingMessages).steps
  const words = useMessages(documentMessages)
  const [reading, setReading] = useState<Document | null>(null)
  const noticed = documents.some(
    ({ document, acceptedAt }) => document === 'privacy-notice' && acceptedAt !== null,
  )
  // In this order: what is recorded first is what the camera needs.
  const next = documents.find(({ acceptedAt }) => acceptedAt === null)?.document
  return (
    <Panel title={m.title}>
      <ol className={styles.steps}>
        {documents.map((one, index) => (
          <Step
            key={one.document}
            number={index + 1}
            title={words[one.document].title}
            state={one.acceptedAt ? 'done' : 'todo'}
          >
            {one.acceptedAt ? (
              <p>
                <Accepted at={one.acceptedAt} version={one.version} />
              </p>
            ) : (
              <Button
                type="button"
                variant={one.document === next ? 'primary' : 'secondary'}
                size="small"
                onClick={() => setReading(one)}
              >
                {m.read}
              </Button>
            )}
          </Step>
        ))}
        {camera && (
          <CameraTest number={documents.length + 1} room={room} allowed={noticed} onStart={onCamera} />
        )}
        <KeyboardTest number={documents.length + (camera ? 2 : 1)} />
      </ol>
      {reading && (
        <DocumentDialog
          key={reading.document}
          registrationId={registrationId}
          document={reading.document}
          version={reading.version}
          onClose={() => setReading(null)}
          onAccepted={(acceptedAt) => {
            onAccepted(reading.document, acceptedAt)
            setReading(null)
          }}
        />
      )}
    </Panel>
  )
}

function Accepted({ at, version }: { at: Date; version: string }) {
  const m = useMessages(waitingMessages).steps
  const [before, after] = m.acceptedAt('\u0000', version).split('\u0000')
  return (
    <>
      {before}
      <Time at={at} />
      {after}
    </>
  )
}
