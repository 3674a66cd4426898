import { useEffect, useRef } from 'react'

type LiveVideoProps = {
  /** null: there is no picture now. */
  source: MediaStreamTrack | MediaStream | null
  className?: string | undefined
  /** In words; without it the picture is hidden from screen readers, which hear the state beside it. */
  label?: string
}

/** A live picture without sound. */
export function LiveVideo({ source, className, label }: LiveVideoProps) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element || !source) return
    element.srcObject = source instanceof MediaStream ? source : new MediaStream([source])
    // Refused when the element goes away meanwhile: then there is nothing to show.
    element.play().catch(() => undefined)
    return () => {
      // Browsers count the players that have a source, also those no longer on the page.
      element.srcObject = null
    }
  }, [source])
  return (
    <video
      ref={video}
      className={className}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      muted
      playsInline
    />
  )
}
