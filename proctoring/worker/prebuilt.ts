import { writeFile } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import { starts, workerName } from './cache.ts'
import type { MediasoupPackage } from './mediasoup-package.ts'
import { type Environment, run } from './run.ts'

/** No network must not mean a long wait: the first answer is due in this time. */
const ANSWER_WITHIN_MS = 8_000
/** And the whole file, of some megabytes, in this. */
const WHOLE_WITHIN_MS = 120_000

/**
 * Downloads the official worker for this machine.
 *
 * @returns The worker, which was seen to start; null when there is none for this machine or no network.
 */
export async function downloadPrebuilt(
  mediasoup: MediasoupPackage,
  tempDir: string,
  environment: Environment,
): Promise<string | null> {
  // The same variable as mediasoup's own install script, for an institution's mirror.
  const base = environment.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || mediasoup.downloadBase
  const archive = await download(`${base}/${mediasoup.version}/${archiveName(mediasoup.version)}`)
  if (!archive) return null

  await writeFile(join(tempDir, 'prebuilt.tgz'), archive)
  const unpacked = await run('tar', ['-xzf', 'prebuilt.tgz', workerName], { cwd: tempDir })
  const worker = join(tempDir, workerName)
  return unpacked.ok && (await starts(worker)) ? worker : null
}

/** As mediasoup's own npm-scripts.mjs names it; on Linux with the kernel's major version. */
function archiveName(version: string): string {
  const kernel = platform() === 'linux' ? `-kernel${release().split('.')[0]}` : ''
  return `mediasoup-worker-${version}-${platform()}-${arch()}${kernel}.tgz`
}

async function download(url: string): Promise<Uint8Array | null> {
  const patience = new AbortController()
  let timer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS)
  try {
    const response = await fetch(url, { signal: patience.signal })
    if (!response.ok) return null

    clearTimeout(timer)
    timer = setTimeout(() => patience.abort(), WHOLE_WITHIN_MS)
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    return null // No network, or too slow: the build comes next.
  } finally {
    clearTimeout(timer)
  }
}
