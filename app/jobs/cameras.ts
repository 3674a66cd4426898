import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

type Cameras = { url: string; count: number; password: string; say: (line: string) => void }

/**
 * Simulated candidates with moving pictures, in a process of their own with a real browser. Like the end-to-end
 * tests they need Chromium; where it is missing, the process says what to type and the demo goes on without them.
 */
export async function startCameras({
  url,
  count,
  password,
  say,
}: Cameras): Promise<{ stop(): Promise<void> }> {
  say(`正在请 ${count} 位模拟考生入场… ${count} simulated candidates are coming in …`)
  const child = spawn(process.execPath, ['tests/load/cameras.ts', url, String(count)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEMO_PASSWORD: password },
    detached: true, // Ctrl-C reaches us first, and we stop it in order
  })
  child.on('error', (error) =>
    say(`模拟考生未能启动 The simulated candidates could not start: ${error.message}`),
  )
  return { stop: () => stopChild(child) }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
}
