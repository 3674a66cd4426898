import { useMatches } from '@remix-run/react'
import type { ReactNode } from 'react'

import { AppShell } from './app-shell.tsx'
import { ExamShell } from './exam-shell.tsx'
import { PlainShell } from './plain-shell.tsx'

/** What a route exports as `handle` to choose its frame. Without it, the frame is `app`. */
export type ShellHandle = { shell: ShellName }

type ShellName = keyof typeof shells

const shells = { app: AppShell, exam: ExamShell, plain: PlainShell }

/** The frame the page asks for: the innermost route that names one decides. */
export function Shell({ children }: { children: ReactNode }) {
  const names = useMatches().map((match) => shellOf(match.handle))
  const Frame = shells[names.reverse().find((name) => name !== null) ?? 'app']
  return <Frame>{children}</Frame>
}

function shellOf(handle: unknown): ShellName | null {
  if (typeof handle !== 'object' || handle === null || !('shell' in handle)) return null
  const { shell } = handle
  return shell === 'app' || shell === 'exam' || shell === 'plain' ? shell : null
}
