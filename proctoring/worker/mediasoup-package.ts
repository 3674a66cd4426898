import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The patches of `build.ts` and the overlay are checked against this one source. */
export const PINNED_VERSION = '3.27.1'

export type MediasoupPackage = {
  version: string
  /** The worker's C++ source, which the npm package carries. */
  sourceFolder: string
  /** Where the official workers are published, a folder for each version. */
  downloadBase: string
}

const PackageJson = z.object({ version: z.string(), repository: z.object({ url: z.string() }) })

/** Reads the installed npm package. Null when it is not installed. */
export async function findMediasoup(): Promise<MediasoupPackage | null> {
  const root = findRoot()
  if (!root) return null

  const { version, repository } = PackageJson.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  )
  // As mediasoup's own npm-scripts.mjs makes it.
  const project = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')
  return { version, sourceFolder: join(root, 'worker'), downloadBase: `${project}/releases/download` }
}

/** A sentence when the installed mediasoup is not the one the build was checked against, else null. */
export function findWrongVersion(installed: string): string | null {
  if (installed === PINNED_VERSION) return null
  return (
    `The video worker is prepared for mediasoup ${PINNED_VERSION}, but ${installed} is installed: ` +
    `install exactly ${PINNED_VERSION}, or check proctoring/worker against the new source and raise PINNED_VERSION.`
  )
}

function findRoot(): string | null {
  try {
    // The package exports no package.json; its main file is node/lib/index.js.
    return join(dirname(createRequire(import.meta.url).resolve('mediasoup')), '..', '..')
  } catch {
    return null
  }
}
