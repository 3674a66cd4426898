import { type RefObject, useEffect } from 'react'

import type { TileReport } from '#proctoring/protocol.ts'

/** Tells the wall how large a tile is and whether it can be seen, so that only what is looked at is sent. */
export function useTileReport(
  tile: RefObject<HTMLElement>,
  registrationId: string,
  report: (tiles: TileReport[]) => void,
): void {
  useEffect(() => {
    const element = tile.current
    if (!element) return
    let inView = false
    const tell = () => {
      const visible = inView && document.visibilityState === 'visible'
      report([
        {
          registrationId,
          visible,
          px: Math.min(8192, Math.round(element.clientWidth * window.devicePixelRatio)),
        },
      ])
    }
    const seen = new IntersectionObserver((entries) => {
      inView = entries.some(({ isIntersecting }) => isIntersecting)
      tell()
    })
    const sized = new ResizeObserver(tell)
    seen.observe(element)
    sized.observe(element)
    document.addEventListener('visibilitychange', tell)
    return () => {
      seen.disconnect()
      sized.disconnect()
      document.removeEventListener('visibilitychange', tell)
      report([{ registrationId, visible: false, px: 0 }])
    }
  }, [tile, registrationId, report])
}
