import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, ok, refuse, type WorkerOrigin } from './answer.ts'
import { buildWorker } from './build.ts'
import { type CachePlace, defaultCacheDir, isExecutable, keepInCache, placeInCache, starts } from './cache.ts'
import { isAlive, withLock } from './lock.ts'
import { findMediasoup, findWrongVersion, type MediasoupPackage } from './mediasoup-package.ts'
import { downloadPrebuilt } from './prebuilt.ts'
import type { Environment } from './run.ts'

export type EnsuredWorker = { path: string; origin: WorkerOrigin }

type Options = {
  /** Hears one line in plain words at the start of each step, and now and then during a long one. */
  say: (line: string) => void
  /** The folder of all cached workers. */
  cacheDir?: string
  environment?: Environment
}

/**
 * Gets a mediasoup worker onto this machine and says where it is.
 *
 * In this order: the one that MEDIASOUP_WORKER_BIN names, the one in the user's cache, the official download
 * (unless MEDIASOUP_PREBUILT=off), a build from the source in the npm package. Says nothing and is quick when
 * there is nothing to do. Two processes at once do the work once.
 */
export async function ensureWorker(options: Options): Promise<Answer<EnsuredWorker>> {
  const environment = options.environment ?? process.env
  const named = environment.MEDIASOUP_WORKER_BIN
  if (named) return useNamed(named)

  const mediasoup = await findMediasoup()
  if (!mediasoup) return refuse('build-failed', 'Install the npm packages first: npm ci')
  const wrongVersion = findWrongVersion(mediasoup.version)
  if (wrongVersion) return refuse('build-failed', wrongVersion)

  const place = placeInCache(options.cacheDir ?? defaultCacheDir(environment), mediasoup.version)
  if (await starts(place.file)) return ok({ path: place.file, origin: 'cache' })

  try {
    return await fill(place, { ...options, environment, mediasoup })
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return refuse(
      'build-failed',
      `The video worker could not be put into ${place.cacheDir} (${cause}): ` +
        'set XDG_CACHE_HOME to a folder that can be written, or MEDIASOUP_WORKER_BIN to a worker built elsewhere.',
    )
  }
}

async function useNamed(path: string): Promise<Answer<EnsuredWorker>> {
  if (await isExecutable(path)) return ok({ path, origin: 'environment' })
  return refuse(
    'build-failed',
    `MEDIASOUP_WORKER_BIN names ${path}, which is not an executable file: correct it, or unset it to have a worker prepared.`,
  )
}

type Task = Options & { environment: Environment; mediasoup: MediasoupPackage }

async function fill(place: CachePlace, task: Task): Promise<Answer<EnsuredWorker>> {
  const { say } = task
  await mkdir(place.cacheDir, { recursive: true })
  const onWait = () =>
    say('another process is preparing the video worker: waiting for it (minutes, if it builds)')

  return withLock(join(place.cacheDir, `${place.key}.lock`), onWait, async () => {
    // The process waited for has done the work.
    if (await starts(place.file)) return ok({ path: place.file, origin: 'cache' })

    await removeLeftBehind(place)
    // Beside the worker's place, so that the finished one can be moved there in one step.
    const tempDir = await mkdtemp(join(place.cacheDir, `${place.key}.making-${process.pid}-`))
    try {
      return await make(place, tempDir, task)
    } finally {
      await rm(tempDir, { recursive: true, force: true })
    }
  })
}

async function make(place: CachePlace, tempDir: string, task: Task): Promise<Answer<EnsuredWorker>> {
  const { say, environment, mediasoup } = task
  if (environment.MEDIASOUP_PREBUILT !== 'off') {
    say('downloading the official video worker (seconds; without internet it is built here instead)')
    const prebuilt = await downloadPrebuilt(mediasoup, tempDir, environment)
    if (prebuilt) {
      await keepInCache(prebuilt, place)
      return ok({ path: place.file, origin: 'prebuilt' })
    }
    say('the official video worker cannot be had here')
  }

  const logFile = join(place.cacheDir, `${place.key}.log`)
  const built = await buildWorker({ sourceFolder: mediasoup.sourceFolder, tempDir, logFile }, say)
  if (!built.ok) return built
  await keepInCache(built.value, place)
  say('the video worker is built')
  return ok({ path: place.file, origin: 'built' })
}

/** A process that was killed leaves its folder of some hundred megabytes; the folder's name has its pid. */
async function removeLeftBehind({ cacheDir, key }: CachePlace): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = name.startsWith(key) ? /[.]making-(\d+)-/.exec(name)?.[1] : undefined
    if (!pid || isAlive(Number(pid))) continue
    // Its compilers may live a moment longer and write into it.
    await rm(join(cacheDir, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

if (import.meta.main) {
  const worker = await ensureWorker({ say: (line) => console.error(line) })
  if (worker.ok) console.log(worker.value.path)
  else console.error(worker.detail)
  process.exitCode = worker.ok ? 0 : 1
}
