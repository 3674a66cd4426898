import { access, chmod, constants, mkdir, rename, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { type Environment, run } from './run.ts'

export const workerName = process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker'

export type CachePlace = {
  /** Names version, platform, architecture and libc: a home folder may be shared by different machines. */
  key: string
  cacheDir: string
  file: string
}

export function placeInCache(cacheDir: string, version: string): CachePlace {
  const key = [version, process.platform, process.arch, readLibc()].join('-')
  return { key, cacheDir, file: join(cacheDir, key, workerName) }
}

/** The user's cache folder for workers, as the XDG base directory specification places it. */
export function defaultCacheDir(environment: Environment): string {
  const xdg = environment.XDG_CACHE_HOME
  // The specification says to ignore a relative one.
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache')
  return join(base, 'law-exam-platform', 'mediasoup-worker')
}

/** Moves a finished worker to its place, in one step: nobody ever sees half a worker. */
export async function keepInCache(finished: string, place: CachePlace): Promise<void> {
  await mkdir(join(place.cacheDir, place.key), { recursive: true })
  await chmod(finished, 0o755)
  await rename(finished, place.file)
}

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

/**
 * Whether a worker starts on this machine; one linked against other libraries does not.
 *
 * Without MEDIASOUP_VERSION a worker ends at once with code 41 (its `src/main.cpp`), which mediasoup's own
 * install script uses in the same way.
 */
export async function starts(file: string): Promise<boolean> {
  if (!(await isExecutable(file))) return false
  const { exitCode } = await run(file, [], { env: { ...process.env, MEDIASOUP_VERSION: undefined } })
  return exitCode === 41
}

function readLibc(): string {
  if (process.platform !== 'linux') return 'system'
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } } // Safe: Node documents it.
  return header.glibcVersionRuntime ? `glibc${header.glibcVersionRuntime}` : 'musl'
}
