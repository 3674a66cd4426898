import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { APP_ROLE, socketUrl } from '#db/embedded-roles.ts'

import { findFreePorts } from './free-ports.ts'

/** A platform that runs as a process of its own, as on a real machine. */
export type Platform = {
  pid: number
  url: string
  dataDir: string
  /** Of every account of the invented city. */
  password: string
  /** The database, as the role of the running program. */
  databaseUrl: string
  /** What it has written so far: the last lines. */
  readOutput(): string
  /** Ctrl-C; waits for the end. The data folder stays. */
  stop(): Promise<void>
  /** As a power cut would: nothing is stopped in order. */
  kill(): Promise<void>
}

export type PlatformOptions = {
  /** Data of an earlier platform; a fresh folder unless told. */
  dataDir?: string
  /** Arguments of the demo, such as `--cameras 2`. */
  args?: string[]
  environment?: Record<string, string>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const PASSWORD = 'Exam-2468-law'
/** Media workers listen on ports next to each other, one per core but one. */
const MEDIA_PORTS = 4
/** The first start makes the invented city; an old build is renewed first. */
const START_MS = 240_000
const STOP_MS = 30_000
const LINES = 200

/**
 * Starts `npm run demo` on free ports and waits until it serves.
 *
 * @throws {Error} With what it wrote when it ends before that or takes too long.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'lawexam-platform-')))
  const [port, mediaPort] = [await findFreePorts(), await findFreePorts(MEDIA_PORTS)]
  const child = spawn(process.execPath, ['app/jobs/demo.ts', ...(options.args ?? [])], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      MEDIA_PORT: String(mediaPort),
      DATA_DIR: dataDir,
      DEMO_PASSWORD: PASSWORD,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines: string[] = []
  const readOutput = () => lines.join('\n')
  const url = await listen(child, lines).catch(async (error: Error) => {
    await end(child, exited, 'SIGINT')
    throw new Error(`${error.message}\n${readOutput()}`)
  })
  return {
    pid: child.pid ?? 0,
    url,
    dataDir,
    password: PASSWORD,
    databaseUrl: socketUrl(APP_ROLE, 'lawexam', await findSocket(dataDir)),
    readOutput,
    stop: () => end(child, exited, 'SIGINT'),
    kill: () => end(child, exited, 'SIGKILL'),
  }
}

/** Stops a platform and removes its data. */
export async function removePlatform(platform: Platform): Promise<void> {
  await platform.stop()
  await rm(platform.dataDir, { recursive: true, force: true })
}

/** Waits for the line that says where it serves; keeps the last lines. */
function listen(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The platform was not ready in time.')), START_MS)
    for (const input of [child.stdout, child.stderr]) {
      if (!input) continue
      createInterface({ input }).on('line', (line) => {
        lines.push(line)
        if (lines.length > LINES) lines.shift()
        const ready = /Ready: (http\S+)/.exec(line)
        if (!ready?.[1]) return
        clearTimeout(late)
        resolve(ready[1])
      })
    }
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`The platform ended with code ${code ?? 'none'} before it was ready.`))
    })
  })
}

async function end(child: ChildProcess, exited: Promise<void>, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await exited
  clearTimeout(patience)
}

/** PostgreSQL itself writes down where its socket is: the fifth line. */
async function findSocket(dataDir: string): Promise<string> {
  const lines = (await readFile(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8')).split('\n')
  return lines[4] ?? ''
}
