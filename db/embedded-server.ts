import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { environment, run } from './embedded-account.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import { commandOf, isRunning, workingFolderOf } from './embedded-lock.ts'
import { administrator } from './embedded-roles.ts'

/** All that one start of the server needs to know. */
export type Plan = {
  account: Account
  binaries: Binaries
  data: string
  socketDir: string
  logFile: string
  settings: Record<string, string>
}

export type Server = { pid: number; child: ChildProcess; exited: Promise<void> }

const LOG_BYTES = 20_000_000
/** A server that was killed reads its journal again before it answers: at most a gigabyte or so. */
const RECOVERY_MS = 300_000
/** How long the helpers of a killed server may hold its shared memory. */
const LEFTOVERS_MS = 30_000

const defaults = {
  fsync: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse', // The details of an error name values of rows: people's data.
}

/**
 * Starts the server and waits until it answers.
 *
 * @throws {Error} When it ends before that; the sentence has the server's own reason.
 */
export async function startServer(plan: Plan): Promise<Server> {
  const giveUpAt = performance.now() + LEFTOVERS_MS
  for (;;) {
    await stopLeftover(plan)
    const { log, from } = openLog(plan.logFile, plan.account)
    const server = launch(plan, log)
    const reason = (await answers(server, plan)) ? null : readReason(plan.logFile, from)
    if (reason === null) return server
    if (!/pre-existing shared memory/.test(reason) || performance.now() > giveUpAt) throw broken(plan, reason)
    endOrphans(plan.data)
    await wait(50)
  }
}

function broken(plan: Plan, reason: string): Error {
  return new Error(
    `The database in ${plan.data} does not start (${reason}): restore the folder from a backup, or move it away and start again with an empty one; more is in ${plan.logFile}.`,
  )
}

/** Stops a server on this data that a killed program left behind. */
async function stopLeftover({ account, binaries, data }: Plan): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 0) || !isRunning(pid)) return // PostgreSQL itself clears the file of a process that has gone.
  if (!serves(pid, data)) {
    await rm(file, { force: true }) // The number now belongs to some other program, which must not be stopped.
    return
  }
  const stop = (mode: string) =>
    run(account, binaries.pgCtl, ['stop', '-w', '-t', '60', '-m', mode, '-D', data])
  if ((await stop('fast')).code !== 0) await stop('immediate')
}

function serves(pid: number, data: string): boolean {
  const command = commandOf(pid)
  if (command === null || !command.includes('postgres')) return false
  // A server stands in its data folder, and still does when somebody has moved the folder.
  const folder = workingFolderOf(pid)
  return folder === null ? command.includes(data) : folder === data
}

/**
 * Ends the connections of a server that was killed: they notice it only when their query ends, and no new server
 * starts before. Where the system does not list processes, that has to be waited for.
 */
function endOrphans(data: string): void {
  const listed = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  for (const pid of listed.map(Number)) {
    if (workingFolderOf(pid) !== data || !commandOf(pid)?.startsWith('postgres: ')) continue
    try {
      process.kill(pid, 'SIGQUIT')
    } catch {
      // It has just ended by itself.
    }
  }
}

/** Opens the log for one run, and keeps it from growing for ever. `from` is where this run's lines begin. */
function openLog(logFile: string, account: Account): { log: number; from: number } {
  try {
    const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
    const turn = size > LOG_BYTES
    if (turn) renameSync(logFile, `${logFile}.1`)
    const log = openSync(logFile, 'a', 0o600)
    if (account) fchownSync(log, account.uid, account.gid)
    return { log, from: turn ? 0 : size }
  } catch (cause) {
    throw new Error(
      `The log ${logFile} cannot be written: give this account the right to write there, or choose another data folder.`,
      { cause },
    )
  }
}

function launch({ account, binaries, data, socketDir, settings }: Plan, log: number): Server {
  const chosen = Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // A group of its own: Ctrl-C reaches the program first, which then stops the server in order.
  const child = spawn(
    binaries.postgres,
    ['-D', data, '-k', socketDir, '-p', '5432', '-c', 'listen_addresses=', ...chosen],
    { ...account, cwd: '/', env: environment(), detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return { pid: child.pid ?? 0, child, exited }
}

async function answers(server: Server, plan: Plan): Promise<boolean> {
  const giveUpAt = performance.now() + RECOVERY_MS
  let ended = false
  void server.exited.then(() => (ended = true))
  while (!ended && performance.now() < giveUpAt) {
    if (await responds(plan.socketDir)) return true
    await Promise.race([wait(20), server.exited])
  }
  if (!ended) server.child.kill('SIGQUIT')
  await server.exited
  return false
}

async function responds(socketDir: string): Promise<boolean> {
  const client = administrator(socketDir)
  client.on('error', () => undefined) // Told by connect as well.
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

function readReason(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString().trim().split('\n')
  const worst = lines.findLast((line) => /FATAL|PANIC|error while loading/.test(line)) ?? lines.at(-1)
  return worst?.replace(/^.*?(?=FATAL|PANIC)/, '').trim() || 'no reason given'
}

/** Ends the server in order: open work is rolled back, what was committed is on the disk. */
export async function stopServer({ child, exited }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  child.kill('SIGINT')
  const patience = new AbortController()
  const late = wait(60_000, 'late', { signal: patience.signal }).catch(() => 'ended')
  if ((await Promise.race([exited, late])) === 'late') child.kill('SIGQUIT')
  await exited
  patience.abort()
}
