import { examApi } from './exam-api.ts'
import type { ExamSession } from './exam-session.ts'
import type { ExamState } from './exam-state.ts'

/**
 * Asks now and then how the attempt stands, so that given time, a pause, a message or the end reaches the candidate
 * also where no socket gets through. While the socket is up it is only a safety net.
 *
 * @param socketUp Whether the exam room's socket would tell all this at once.
 * @returns Asks at once, or stops.
 */
export function watchStanding(
  session: ExamSession,
  attemptId: string,
  socketUp: () => boolean,
): { look(): void; stop(): void } {
  let stopped = false
  let asking = false
  let timer: number | undefined

  async function look(): Promise<void> {
    if (asking || stopped) return
    asking = true
    window.clearTimeout(timer)
    const reply = await examApi.standing(attemptId)
    asking = false
    if (stopped) return
    if (reply.ok) session.receiveStanding(reply.value, reply)
    else if (reply.reason === 'not-found') session.receiveAnnulled()
    plan()
  }

  function plan(): void {
    window.clearTimeout(timer)
    const ms = pauseBetween(session.state, socketUp())
    timer = window.setTimeout(() => void look(), ms * (0.75 + Math.random() / 2))
  }

  // What happens at the end is waited for more eagerly than what may happen some time.
  let eager = false
  const unsubscribe = session.subscribe(() => {
    const next = isEager(session.state)
    if (next && !eager) plan()
    eager = next
  })
  plan()

  return {
    look: () => void look(),
    stop() {
      stopped = true
      unsubscribe()
      window.clearTimeout(timer)
    },
  }
}

const isEager = ({ stage, clock }: ExamState) => stage.at === 'over' || clock?.phase === 'paused'

/** Milliseconds, before jitter: browsers of a room must not all ask in the same second. */
function pauseBetween(state: ExamState, socketUp: boolean): number {
  // The server closes after the grace; nobody needs to be there for it.
  if (state.stage.at === 'over') return state.stage.why === 'time' ? 4000 : 1500
  if (state.clock?.phase === 'paused') return 4000
  return socketUp ? 60_000 : 20_000
}
