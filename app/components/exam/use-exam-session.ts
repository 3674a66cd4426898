import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

import { ExamSession, type SessionHead } from './exam-session.ts'
import { type ExamState, firstState } from './exam-state.ts'
import { watchStanding } from './watch-standing.ts'

const nothing = () => () => {}

export type SessionInPage = {
  session: ExamSession | null
  state: ExamState
  /** Asks the server at once how the attempt stands. */
  look(): void
  /** Whether the exam room's socket is up: then the server is asked less often. */
  setSocketUp(up: boolean): void
}

/** Runs the session of an attempt as long as the page shows it. */
export function useExamSession({ attemptId, registrationId, personId }: SessionHead): SessionInPage {
  const [session, setSession] = useState<ExamSession | null>(null)
  const socketUp = useRef(false)
  const look = useRef(() => {})

  useEffect(() => {
    // A whole page load: the receipt must come even when parts of this page can no longer be loaded.
    const opened = new ExamSession({ attemptId, registrationId, personId }, (path) =>
      window.location.assign(path),
    )
    const watch = watchStanding(opened, attemptId, () => socketUp.current)
    const again = () => {
      if (document.visibilityState !== 'visible') return
      opened.hurry()
      watch.look()
    }
    look.current = watch.look
    setSession(opened)
    void opened.start()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
      watch.stop()
      opened.close()
    }
  }, [attemptId, registrationId, personId])

  const state = useSyncExternalStore(
    session?.subscribe ?? nothing,
    () => session?.state ?? firstState,
    () => firstState,
  )
  return {
    session,
    state,
    look: () => look.current(),
    setSocketUp: (up) => {
      socketUp.current = up
    },
  }
}
