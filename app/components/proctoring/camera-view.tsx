import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import type { CameraState } from '#proctoring/browser/publisher.ts'

import styles from './camera-view.module.css'
import { LiveVideo } from './live-video.tsx'

const tones = {
  off: 'neutral',
  asking: 'info',
  denied: 'danger',
  'no-device': 'danger',
  connecting: 'info',
  live: 'success',
  lost: 'warning',
  'no-video': 'neutral',
} satisfies Record<CameraState, BadgeTone>

type CameraViewProps = {
  state: CameraState
  stream: MediaStream | null
  /** Switches the camera on, after the privacy notice was read. Without it there is no button. */
  onStart?: () => void
  /** Only the state in words, for the exam page, where one's own picture would distract. */
  compact?: boolean
}

/** The candidate's own camera: the picture, and in words whether the proctor can see it and what to do if not. */
export function CameraView({ state, stream, onStart, compact = false }: CameraViewProps) {
  const m = useMessages(proctoringMessages)
  return (
    <div className={styles.camera}>
      {!compact && (
        <div className={styles.picture}>
          {stream && <LiveVideo source={stream} className={styles.video} label={m.camera.preview} />}
        </div>
      )}
      <p role="status" className={styles.state}>
        <Badge tone={tones[state]} icon="camera">
          {m.camera.states[state]}
        </Badge>
      </p>
      {onStart && state === 'off' && (
        <Button type="button" icon="camera" variant="primary" onClick={onStart}>
          {m.camera.start}
        </Button>
      )}
    </div>
  )
}
