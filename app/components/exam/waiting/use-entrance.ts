import { useNavigate } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

import { carryStart } from '../carried-start.ts'
import { examApi } from '../exam-api.ts'

/** Why the door has not opened; `null`: nobody has tried, or it is being tried. */
export type EntranceProblem =
  | 'unreachable'
  | 'not-checked-in'
  | 'too-late'
  | 'window-closed'
  | 'no-tries-left'
  | 'machine-held'
  | 'unauthenticated'
  | 'other'

export type Entrance = { entering: boolean; problem: EntranceProblem | null; enter(): void }

const final: EntranceProblem[] = ['too-late', 'window-closed', 'no-tries-left', 'unauthenticated']
const known: readonly string[] = [...final, 'not-checked-in']

/** Starts the attempt, or goes on with it, and leads to the exam page. Keeps trying while trying may help. */
export function useEntrance({
  registrationId,
  attemptId,
}: {
  registrationId: string
  attemptId: string | null
}): Entrance {
  const navigate = useNavigate()
  const [state, setState] = useState<{ entering: boolean; problem: EntranceProblem | null }>({
    entering: false,
    problem: null,
  })
  const busy = useRef(false)
  const attempt = useRef(attemptId)
  attempt.current = attemptId
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])

  const enter = useCallback(() => {
    const run = async () => {
      setState({ entering: true, problem: null })
      while (!left.current) {
        const reply = await examApi.start({ registrationId })
        if (left.current) return
        if (reply.ok) {
          carryStart(reply)
          return navigate(`/sit/${reply.value.attemptId}`, { replace: true })
        }
        // The exam page has the words and the way for an attempt that another machine holds.
        if (reply.reason === 'machine-held' && attempt.current)
          return navigate(`/sit/${attempt.current}`, { replace: true })
        const problem = problemOf(reply.reason)
        setState({
          entering: !final.includes(problem),
          problem: reply.reason === 'not-started' ? null : problem,
        })
        if (final.includes(problem)) return
        // The start of a sitting is the same moment for everybody: jitter.
        await new Promise((resolve) => setTimeout(resolve, 800 + Math.random() * 2400))
      }
    }
    if (busy.current) return
    busy.current = true
    void run().finally(() => (busy.current = false))
  }, [registrationId, navigate])

  return { ...state, enter }
}

function problemOf(reason: string): EntranceProblem {
  if (reason === 'unreachable' || reason === 'failed') return 'unreachable'
  // Safe: only names of the list pass.
  return known.includes(reason)
    ? (reason as EntranceProblem)
    : reason === 'machine-held'
      ? 'machine-held'
      : 'other'
}
