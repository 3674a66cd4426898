import { useCallback, useEffect, useRef, useState } from 'react'

import { ask } from '../exam-api.ts'
import { askAgainMs, type PinnedStanding, type WaitingStanding } from './waiting-state.ts'

export type StandingInPage = { standing: PinnedStanding; unreachable: boolean; look(): void }

/** Keeps up with how a registration stands: asks now and then, more often near the start. */
export function useStanding(
  registrationId: string,
  first: WaitingStanding,
  socketUp: { current: boolean },
): StandingInPage {
  // On the server there is no such clock; the effect below pins it afresh.
  const [standing, setStanding] = useState<PinnedStanding>(() => ({ ...first, readAt: pageNow() }))
  const [unreachable, setUnreachable] = useState(false)
  const latest = useRef(standing)
  latest.current = standing
  const lookNow = useRef(() => {})

  useEffect(() => {
    let stopped = false
    let asking = false
    let timer: number | undefined

    const plan = () => {
      window.clearTimeout(timer)
      const ms = askAgainMs(latest.current, { now: performance.now(), socketUp: socketUp.current })
      // Jittered: a city of waiting pages must not ask in the same second.
      timer = window.setTimeout(() => void look(), ms * (0.75 + Math.random() / 2))
    }
    const look = async () => {
      if (asking) return
      asking = true
      const reply = await ask<WaitingStanding>(`/wait/${registrationId}/standing`)
      asking = false
      if (stopped) return
      setUnreachable(!reply.ok && reply.reason === 'unreachable')
      if (reply.ok) setStanding({ ...reply.value, readAt: (reply.askedAt + reply.answeredAt) / 2 })
      plan()
    }
    const again = () => document.visibilityState === 'visible' && void look()
    lookNow.current = () => void look()
    document.addEventListener('visibilitychange', again)
    window.addEventListener('online', again)
    void look()
    return () => {
      stopped = true
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('online', again)
    }
  }, [registrationId, socketUp])

  return { standing, unreachable, look: useCallback(() => lookNow.current(), []) }
}

const pageNow = () => (typeof performance === 'undefined' ? 0 : performance.now())
