import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 500
const SIGN_OF_LIFE_MS = 5_000
/** Counted in polls of the one who waits, not by the clock: while a machine sleeps, nobody gives signs of life. */
const SILENT_POLLS = 120

/**
 * Does `work` while no other process does; a second process waits.
 *
 * It saves work and guards nothing: when two who wait find the same dead owner in the same instant, both may begin.
 *
 * @param onWait Called once, when there is another process to wait for.
 */
export async function withLock<Value>(
  lockFile: string,
  onWait: () => void,
  work: () => Promise<Value>,
): Promise<Value> {
  if (!(await tryToTake(lockFile))) await waitAndTake(lockFile, onWait)

  const beat = setInterval(() => void giveSignOfLife(lockFile), SIGN_OF_LIFE_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(lockFile, { force: true })
  }
}

/** A killed process leaves its lock behind: its pid is gone, or (in another container) its signs of life stop. */
async function waitAndTake(lockFile: string, onWait: () => void): Promise<void> {
  let waiting = false
  let lastSign = 0
  let silentPolls = 0
  do {
    const sign = await readSign(lockFile)
    silentPolls = sign === lastSign ? silentPolls + 1 : 0
    lastSign = sign
    if (silentPolls > SILENT_POLLS || (await isOwnerGone(lockFile))) {
      await rm(lockFile, { force: true })
      continue // And try at once.
    }
    if (!waiting) onWait()
    waiting = true
    await sleep(POLL_MS)
  } while (!(await tryToTake(lockFile)))
}

async function tryToTake(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** The moment of the owner's last sign of life; 0 when the lock was given back just now. */
async function readSign(lockFile: string): Promise<number> {
  try {
    return (await stat(lockFile)).mtimeMs
  } catch {
    return 0
  }
}

async function isOwnerGone(lockFile: string): Promise<boolean> {
  try {
    const [pid, host] = (await readFile(lockFile, 'utf8')).split(' ')
    return host === hostname() && !isAlive(Number(pid))
  } catch {
    return false // Given back just now.
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function giveSignOfLife(lockFile: string): Promise<void> {
  const now = new Date()
  await utimes(lockFile, now, now).catch(() => undefined) // Only a sign: the work goes on without it.
}
