import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** Who holds a data folder. `started` tells a process from a later one that was given the same number. */
type Holder = { pid: number; started: string | null; token: string }

export type Lock = { release(): void }

/**
 * Holds a data folder for the life of our program, by a file that names the process. The file of a process that
 * has gone is taken over.
 *
 * @throws {Error} When another living process holds the folder, or the folder cannot be written.
 */
export function holdFolder(dataDir: string): Lock {
  if (!isAbsolute(dataDir)) throw new Error(`The data folder ${dataDir} must be an absolute path.`)
  const file = join(dataDir, 'pg18.lock')
  const us: Holder = { pid: process.pid, started: startOf(process.pid), token: randomUUID() }
  for (let tries = 0; tries < 5; tries += 1) {
    if (claim(file, us)) return { release: () => release(file, us) }
    const holder = read(file)
    if (holder && lives(holder)) {
      throw new Error(
        `The data folder ${dataDir} is in use by another running copy of this program (process ${holder.pid}): stop that one, or choose another data folder.`,
      )
    }
    setAside(file, holder)
  }
  throw new Error(`The data folder ${dataDir} is being taken by other copies of this program: try again.`)
}

/** Whether a living process other than ours holds a data folder. */
export function isHeld(dataDir: string): boolean {
  const holder = read(join(dataDir, 'pg18.lock'))
  return holder !== null && holder.pid !== process.pid && lives(holder)
}

/** Puts the file there whole, by a link: nobody may read one that is not written yet and take it for stale. */
function claim(file: string, us: Holder): boolean {
  const draft = `${file}.${us.token}`
  try {
    writeFileSync(draft, JSON.stringify(us), { flag: 'wx' })
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw new Error(
      `The data folder cannot be written (${file}): give this account the right to write there, or choose another data folder.`,
      { cause: error },
    )
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves the file of a process that has gone out of the way, unless another starter was faster. */
function setAside(file: string, stale: Holder | null): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return // It has gone already: the next claim will tell.
  }
  const moved = read(aside)
  // Two starters may find the same stale file; the slower one must not throw away the faster one's claim.
  if (moved && moved.token !== stale?.token && lives(moved)) renameSync(aside, file)
  else rmSync(aside, { force: true })
}

function release(file: string, us: Holder): void {
  if (read(file)?.token === us.token) rmSync(file, { force: true })
}

function read(file: string): Holder | null {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof found !== 'object' || found === null || !('pid' in found) || !('token' in found)) return null
    const { pid, token } = found
    const started = 'started' in found && typeof found.started === 'string' ? found.started : null
    return typeof pid === 'number' && typeof token === 'string' ? { pid, token, started } : null
  } catch {
    return null
  }
}

function lives({ pid, started }: Holder): boolean {
  if (!isRunning(pid)) return false
  const now = startOf(pid)
  return started === null || now === null || now === started
}

/** Whether a process exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** The command line of a process, null when it cannot be known. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ask(pid, 'command=')
  }
}

/** The folder a process stands in, null when it cannot be known. */
export function workingFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** When a process began, in whatever form the system tells it; null when it does not. */
function startOf(pid: number): string | null {
  try {
    // The name in brackets may hold spaces; counted after it, the start is the twentieth field.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return ask(pid, 'lstart=')
  }
}

function ask(pid: number, field: string): string | null {
  try {
    const said = execFileSync('ps', ['-o', field, '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
    return said.toString().trim() || null
  } catch {
    return null
  }
}

/** The code of a system error ('ENOENT'), undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
