import { spawn } from 'node:child_process'
import { chown, lstat, readFile, stat } from 'node:fs/promises'

/** The account PostgreSQL runs under; null means our own. */
export type Account = { uid: number; gid: number } | null

export type Finished = { code: number | null; output: string }

/**
 * The account for the server: our own, unless we are root, whom PostgreSQL refuses. Then it is whoever already
 * owns the data, else `postgres`, else `nobody`.
 *
 * @param data The folder of the data, which need not exist yet.
 * @throws {Error} When we may not use the data of somebody else, or no account is left for root.
 */
export async function chooseAccount(data: string): Promise<Account> {
  const owner = await stat(data).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  )
  const own = process.getuid?.()
  if (own !== 0) {
    if (owner && owner.uid !== own) {
      throw new Error(
        `The data folder ${data} belongs to another account (number ${owner.uid}): start under that account, or choose another data folder.`,
      )
    }
    return null
  }
  if (owner && owner.uid !== 0) return owner
  const account = (await findAccount('postgres')) ?? (await findAccount('nobody'))
  if (account) return account
  throw new Error(
    'PostgreSQL does not run as root, and there is no account postgres or nobody: create one of them, or start under an ordinary account.',
  )
}

async function findAccount(name: string): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n')
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
  const account = { uid: Number(uid), gid: Number(gid) }
  return account.uid > 0 && account.gid >= 0 ? account : null
}

/** The environment of PostgreSQL's programs: ours, without the PG… variables meant for other servers. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(kept), NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C', TZ: 'UTC' }
}

/** Runs a program to its end under the account and keeps what it said. A program that cannot start has code null. */
export function run(account: Account, program: string, args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    // '/' is a folder every account can stand in; ours may be closed to the server's.
    const child = spawn(program, args, { ...account, cwd: '/', env: environment(), detached: true })
    let output = ''
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** Whether the account can enter a folder, every folder above it included. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await run(account, '/bin/sh', ['-c', 'cd "$0"', folder])).code === 0
}

/** Gives a folder or file to the account. Does nothing when the account is our own. */
export async function giveTo(account: Account, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

/** Whether a path is a real folder (no link) of the account: another's could be a trap laid in a shared place. */
export async function isFolderOf(account: Account, path: string): Promise<boolean> {
  const found = await lstat(path)
  return found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.())
}
