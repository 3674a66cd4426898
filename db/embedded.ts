import { mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chooseAccount } from './embedded-account.ts'
import { prepareBinaries } from './embedded-binaries.ts'
import { chooseHome, prepareData, prepareSocketFolder } from './embedded-folders.ts'
import { holdFolder } from './embedded-lock.ts'
import type { Lock } from './embedded-lock.ts'
import { APP_ROLE, ensureRolesAndDatabase, OWNER_ROLE, socketUrl } from './embedded-roles.ts'
import { startServer, stopServer } from './embedded-server.ts'
import type { Plan, Server } from './embedded-server.ts'

export type Embedded = {
  /** For migrations: owns the database and may create roles. */
  ownerUrl: string
  /** For the running program: may connect, and what migrations grant it. */
  appUrl: string
  socketDir: string
  /** Of the server that runs now; another one after a restart. */
  readonly pid: number
  /** Stops the server in order and lets go of the data folder. Close the pools first. A second call waits too. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** Data in `<dataDir>/pg18`, log in `<dataDir>/pg18.log`. Made when missing. */
  dataDir: string
  database?: string
  say?: (line: string) => void
  /** Settings of the server, over the crash-safe defaults. */
  settings?: Record<string, string>
  /** Told each time the server died unasked; it is being restarted then. */
  onExit?: () => void
}

const LONGEST_PAUSE_MS = 5_000

/**
 * Starts PostgreSQL 18 out of npm's binaries, on a Unix socket only, and restarts it when it dies unasked. A server
 * that a killed run left behind on the same data is stopped first.
 *
 * The socket asks for no password: its folder is open to the server's account and root only.
 *
 * @throws {Error} With one sentence saying what to do: the folder is held by another living copy, is not ours, or
 *   is broken; the platform has no binaries.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = makeFolder(resolve(options.dataDir))
  const lock = holdFolder(dataDir)
  try {
    const plan = await prepare(dataDir, options)
    return await supervise(plan, lock, options)
  } catch (error) {
    lock.release()
    throw error
  }
}

function makeFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    return realpathSync(dataDir) // One name for the folder: it is compared with what a left-over server says.
  } catch (cause) {
    throw new Error(
      `The data folder ${dataDir} cannot be made: give this account the right to write there, or choose another data folder.`,
      { cause },
    )
  }
}

async function prepare(dataDir: string, { say, settings = {} }: EmbeddedOptions): Promise<Plan> {
  const account = await chooseAccount(join(dataDir, 'pg18'))
  const home = await chooseHome(dataDir, account)
  const binaries = await prepareBinaries(home, account)
  const socketDir = await prepareSocketFolder(home, account)
  say?.(`PostgreSQL 18: data in ${join(dataDir, 'pg18')}`)
  const data = await prepareData({ home, account, sync: settings.fsync !== 'off' }, binaries)
  return { account, binaries, data, socketDir, logFile: join(dataDir, 'pg18.log'), settings }
}

async function supervise(plan: Plan, lock: Lock, options: EmbeddedOptions): Promise<Embedded> {
  const { database = 'lawexam', say, onExit } = options
  let server = await startServer(plan)
  let stopping: Promise<void> | null = null
  const leave = () => {
    server.child.kill('SIGINT')
    lock.release()
  }
  process.once('exit', leave)

  let restarting = Promise.resolve()
  const watch = (watched: Server) => {
    watched.child.unref() // A program that has ended its own work may end; `leave` then stops the server.
    void watched.exited.then(() => {
      if (stopping) return
      onExit?.()
      restarting = revive()
    })
  }
  const revive = async () => {
    for (let pauseMs = 100; !stopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      say?.('PostgreSQL ended unexpectedly and is being restarted')
      try {
        server = await startServer(plan)
        say?.('PostgreSQL is back')
        watch(server)
        return
      } catch (error) {
        say?.(error instanceof Error ? error.message : String(error))
        await wait(pauseMs)
      }
    }
  }
  const stop = async () => {
    await restarting
    await stopServer(server)
    process.off('exit', leave)
    lock.release()
  }

  try {
    await ensureRolesAndDatabase(plan.socketDir, database)
  } catch (error) {
    await stop()
    throw error
  }
  watch(server)
  return {
    ownerUrl: socketUrl(OWNER_ROLE, database, plan.socketDir),
    appUrl: socketUrl(APP_ROLE, database, plan.socketDir),
    socketDir: plan.socketDir,
    get pid() {
      return server.pid
    },
    stop: () => (stopping ??= stop()),
  }
}
