import { writeFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Answer, ok, refuse } from './answer.ts'
import { starts } from './cache.ts'
import { ensurePackages } from './packages.ts'
import { run } from './run.ts'
import { prepareSource } from './source-tree.ts'

type Say = (line: string) => void

type Site = {
  sourceFolder: string
  /** An empty folder of this process alone. */
  tempDir: string
  /** Where the compiler's output is kept when something fails. */
  logFile: string
}

const PROGRESS_EVERY_MS = 20_000
/** What one C++ compiler needs at its worst: fewer of them run where memory is short. */
const BYTES_PER_COMPILER = 1_000_000_000

/** Builds the worker from the source in the npm package and the libraries of this system. Linux only. */
export async function buildWorker(site: Site, say: Say): Promise<Answer<string>> {
  if (process.platform !== 'linux') {
    return refuse(
      'unsupported-platform',
      `The video worker is built from source on Linux only: connect this ${process.platform} machine to the ` +
        'internet for the official download, or set MEDIASOUP_WORKER_BIN to a worker built elsewhere.',
    )
  }
  const packages = await ensurePackages(say)
  if (!packages.ok) return packages

  say('building the video worker from its source (about 6 minutes on two idle cores, once per machine)')
  const folder = join(site.tempDir, 'worker')
  await prepareSource(site.sourceFolder, folder)
  return compile(folder, site, say)
}

async function compile(folder: string, site: Site, say: Say): Promise<Answer<string>> {
  const steps: [command: string, ...args: string[]][] = [
    // `nodownload`: a subproject that the overlay forgot fails here, instead of waiting for a network.
    ['meson', 'setup', 'out', '--buildtype', 'release', '-Db_ndebug=true', '--wrap-mode', 'nodownload'],
    // One of the headers that flatc makes stands for all. Some sources include them without meson knowing.
    ['ninja', '-C', 'out', 'fbs/FBS/worker.h'],
    ['ninja', '-C', 'out', '-j', String(countCompilers()), 'mediasoup-worker'],
  ]
  const progress = followNinja(say)
  try {
    for (const [command, ...args] of steps) {
      const ran = await run(command, args, { cwd: folder, env: buildEnvironment(), onOutput: progress.read })
      if (!ran.ok) return failed(`${command} ${args[0]}`, ran.output, site.logFile)
    }
  } finally {
    progress.stop()
  }

  const worker = join(folder, 'out', 'mediasoup-worker')
  if (await starts(worker)) return ok(worker)
  return failed('starting the finished worker', '', site.logFile)
}

function buildEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NINJA_STATUS: '[%f/%t] ', LC_ALL: 'C.UTF-8' }
}

function countCompilers(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_COMPILER)))
}

/** Says now and then how far ninja is, from the `[132/280]` in front of its lines. */
function followNinja(say: Say): { read: (text: string) => void; stop: () => void } {
  let latest: { done: string; total: string } | null = null
  const timer = setInterval(() => {
    if (latest) say(`compiling the video worker: ${latest.done} of ${latest.total} files`)
  }, PROGRESS_EVERY_MS)

  return {
    read(text) {
      for (const [, done, total] of text.matchAll(/^\[(\d+)\/(\d+)\]/gm)) {
        if (done && total) latest = { done, total }
      }
    },
    stop: () => clearInterval(timer),
  }
}

async function failed(step: string, output: string, logFile: string): Promise<Answer<never>> {
  await writeFile(logFile, output)
  const error = /^.*\berror\b.*$/im.exec(output)?.[0].trim()
  return refuse(
    'build-failed',
    `Building the video worker failed at "${step}"${error ? ` (${error})` : ''}: read ${logFile}, ` +
      'or set MEDIASOUP_WORKER_BIN to a worker built elsewhere.',
  )
}
