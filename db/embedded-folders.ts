import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { canEnter, giveTo, isFolderOf, run } from './embedded-account.ts'
import type { Account } from './embedded-account.ts'
import { oneLine } from './embedded-binaries.ts'
import type { Binaries } from './embedded-binaries.ts'
import { codeOf } from './embedded-lock.ts'

/** The longest path of a Unix socket that Linux (107 bytes) and macOS (103) both take. */
const SOCKET_PATH_BYTES = 103
const SOCKET_NAME = '.s.PGSQL.5432'

/** Where data goes that an account other than root must reach, when the chosen folder lies in a closed one. */
const SHARED_PLACE = '/var/lib/law-exam'

/**
 * The folder that holds the data and the socket, open to the account: the data folder itself, or, when that lies in
 * a closed folder such as root's own, one of ours to which `pg18` in the data folder then is a link.
 */
export async function chooseHome(dataDir: string, account: Account): Promise<string> {
  const data = join(dataDir, 'pg18')
  if (existsSync(data)) {
    const real = dirname(await realpath(data))
    if (real !== (await realpath(dataDir))) return real
  }
  if (await canEnter(account, dataDir)) return dataDir
  if (account && (await letPass(dataDir, account))) return dataDir
  return settleElsewhere(dataDir, data, account)
}

/** Lets the account pass through a folder that only we could enter, and nobody else; it still cannot list it. */
async function letPass(dataDir: string, account: NonNullable<Account>): Promise<boolean> {
  const { uid, mode } = await stat(dataDir)
  if (uid !== 0 || (mode & 0o070) !== 0) return false
  await chown(dataDir, uid, account.gid)
  await chmod(dataDir, (mode & 0o777) | 0o010)
  return canEnter(account, dataDir)
}

async function settleElsewhere(dataDir: string, data: string, account: Account): Promise<string> {
  if (existsSync(data)) {
    throw new Error(
      `The account of the database cannot enter ${dataDir}: move the data folder out of a closed folder such as /root, or start under an ordinary account.`,
    )
  }
  await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 })
  const home = await mkdtemp(join(SHARED_PLACE, 'data-'))
  await giveTo(account, home)
  await rm(data, { force: true }) // A link to data that is gone.
  await symlink(join(home, 'pg18'), data)
  return home
}

/** A folder for the socket that only the account can enter, with a path short enough for a socket. */
export async function prepareSocketFolder(home: string, account: Account): Promise<string> {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12)
  const places = [join(home, 'run'), join(tmpdir(), `lawexam-${name}`), `/tmp/lawexam-${name}`]
  for (const place of places.filter(fits)) {
    const folder = await makePrivate(place, account)
    if (folder) return folder
  }
  throw new Error(
    `No folder was found for the database's socket: choose a data folder with a shorter path than ${home}.`,
  )
}

/** PostgreSQL takes a list of socket folders, split at commas. */
function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET_NAME)) <= SOCKET_PATH_BYTES && !folder.includes(',')
}

async function makePrivate(folder: string, account: Account): Promise<string | null> {
  try {
    await mkdir(folder, { mode: 0o700 })
    await giveTo(account, folder)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return null
  }
  if (!(await isFolderOf(account, folder)) || !(await canEnter(account, folder))) return null
  await chmod(folder, 0o700)
  return folder
}

/**
 * The data, made by initdb on the first start.
 *
 * @param sync Whether to wait until the new files are on the disk.
 * @throws {Error} When what is there is not the data of PostgreSQL 18, or initdb fails.
 */
export async function prepareData(
  place: { home: string; account: Account; sync: boolean },
  binaries: Binaries,
): Promise<string> {
  const data = join(place.home, 'pg18')
  if (await isEmpty(data)) {
    await initialise(data, place, binaries)
    return data
  }
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() !== '18') {
    throw new Error(
      `The folder ${data} does not hold a database of PostgreSQL 18: restore it from a backup, or move it away and start again with an empty one.`,
    )
  }
  return data
}

async function isEmpty(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return true
  return (await readdir(folder)).length === 0
}

/** Builds beside the goal first, so that a start that was cut short leaves nothing that looks like data. */
async function initialise(
  data: string,
  { account, sync }: { account: Account; sync: boolean },
  binaries: Binaries,
): Promise<void> {
  const half = `${data}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  await giveTo(account, half)
  // Full Unicode character classes, which trigram search of Chinese needs, but byte order and no system language.
  const locale = process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=UTF-8'] : ['--locale=C.UTF-8']
  const made = await run(account, binaries.initdb, [
    ...['-D', half, '--username=postgres', '--encoding=UTF8', ...locale],
    '--auth=trust', // The socket stands in a folder that only the account can enter.
    ...(sync ? [] : ['--no-sync']),
  ])
  if (made.code !== 0) {
    await rm(half, { recursive: true, force: true })
    throw new Error(
      `The database could not be made in ${data} (${oneLine(made.output)}): see that the disk has room and can be written, and start again.`,
    )
  }
  await rm(data, { recursive: true, force: true })
  await rename(half, data)
}
