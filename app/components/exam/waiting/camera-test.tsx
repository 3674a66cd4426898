import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import { OwnPicture } from '../camera-strip.tsx'
import type { ExamRoom } from '../use-exam-room.ts'
import styles from './camera-test.module.css'
import { Step } from './step.tsx'

type CameraTestProps = {
  number: number
  room: ExamRoom
  /** The notice was accepted. */ allowed: boolean
  onStart: () => void
}

/** The camera test. A camera that is missing or refused never holds anybody up: it says so, and the exam goes on. */
export function CameraTest({ number, room, allowed, onStart }: CameraTestProps) {
  const m = useMessages(waitingMessages)
  const { camera } = room
  const words = camera === 'live' ? m.camera.ok : m.camera[camera]
  const done = camera === 'live' || camera === 'connecting' || camera === 'lost' || camera === 'no-video'
  return (
    <Step number={number} title={m.steps.camera} state={done ? 'done' : 'optional'}>
      <div className={styles.test}>
        <OwnPicture stream={room.stream} className={styles.picture} label={m.camera.picture} />
        <div>
          <p role="status">{camera === 'off' ? (allowed ? m.camera.why : m.camera.first) : words}</p>
          {camera === 'off' && allowed && (
            <Button type="button" size="small" icon="camera" onClick={onStart}>
              {m.camera.start}
            </Button>
          )}
        </div>
      </div>
    </Step>
  )
}
