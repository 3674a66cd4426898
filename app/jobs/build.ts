import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { ServerBuild } from '@remix-run/server-runtime'

const built = 'build/server/index.js'
const sources = [
  'app',
  'question-bank',
  'proctoring/browser',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
]

/** Builds the pages when they have not been built, or when a source is newer than the last build. */
export async function ensureBuild(say: (line: string) => void): Promise<void> {
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return
  say('正在构建页面（约 20 秒）… Building the pages (about 20 seconds) …')
  await new Promise<void>((resolve, reject) => {
    const child = spawn('node_modules/.bin/remix', ['vite:build'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaint = ''
    child.stdout.resume()
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The pages could not be built:\n${complaint.slice(0, 2000)}`)),
    )
  })
}

export async function loadBuild(): Promise<ServerBuild> {
  // Safe: Remix wrote this module.
  return (await import(pathToFileURL(built).href)) as ServerBuild
}

function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      if (!existsSync(path)) return 0
      const stat = statSync(path)
      return stat.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs
    }),
    0,
  )
}
