import { useEffect, useRef } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'

import styles from './camera-strip.module.css'
import type { ExamRoom } from './use-exam-room.ts'

const harmless = ['denied', 'no-device', 'lost']

/** The own small picture and how the camera is. Whatever it says, the exam goes on. */
export function CameraStrip({ room }: { room: ExamRoom }) {
  const m = useMessages(examMessages).camera
  return (
    <section className={styles.strip} aria-label={m.title}>
      <OwnPicture stream={room.stream} className={styles.picture} label={m.picture} />
      <div className={styles.words} data-state={room.camera}>
        <p className={styles.state}>
          <Icon name="camera" />
          {m.states[room.camera]}
        </p>
        {harmless.includes(room.camera) && <p>{m.harmless}</p>}
      </div>
    </section>
  )
}

/** The candidate's own picture, mirrored as in a mirror. Nothing while there is none. */
export function OwnPicture({
  stream,
  className,
  label,
}: {
  stream: MediaStream | null
  className?: string
  label: string
}) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  // Autoplay of a muted picture is always allowed; if it fails there is just no picture.
  return (
    <video ref={video} className={className} muted autoPlay playsInline hidden={!stream} aria-label={label} />
  )
}
