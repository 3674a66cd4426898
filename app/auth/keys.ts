import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

/** The secrets of this installation. They survive a restart and are never logged. */
export type Keys = {
  /** Encrypts ID numbers (AES-256). */
  idNumberKey: Buffer
  /** Stored with every encrypted number, so that a key can be replaced one day. */
  idNumberKeyId: string
  /** Finds a person by ID number without decrypting any. */
  idNumberHashKey: Buffer
  /** Signs the tokens with which a machine writes an attempt. */
  machineTokenKey: Buffer
  /** Hashes one-time activation codes. */
  activationKey: Buffer
  /** Signs receipts (Ed25519). */
  signingKey: KeyObject
  /** Names the signing key: the start of the digest of its public half. */
  signingKeyId: string
}

const secret = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32)

const KeyFile = z.object({
  version: z.literal(1),
  world: z.enum(['demo', 'real']),
  idNumberKey: secret,
  idNumberKeyId: z.string().regex(/^[0-9a-f]{8}$/),
  idNumberHashKey: secret,
  machineTokenKey: secret,
  activationKey: secret,
  signingKey: z.base64(),
})
type KeyFile = z.infer<typeof KeyFile>

const fileName = 'keys.json'

/**
 * Reads the keys of the data folder; makes random ones at the first start. Whoever loses them loses every
 * encrypted ID number and the proof of every receipt: back them up apart from the database.
 *
 * @param demo The world they are for. Keys of a demonstration, seen by many, must not guard real people.
 * @throws {Error} With one sentence saying what to do: others may read the file, it is damaged, or it belongs
 *   to the other world.
 */
export function loadKeys(dataDir: string, { demo }: { demo: boolean }): Keys {
  const path = join(dataDir, fileName)
  const world = demo ? 'demo' : 'real'
  const text = readSecretFile(path) ?? makeKeyFile(dataDir, world)
  const file = parseKeyFile(text, path)
  if (file.world !== world) {
    throw new Error(
      `The keys in ${path} were made for the ${file.world} world: choose another data folder for the ${world} one.`,
    )
  }
  return keysOf(file)
}

/**
 * The keys of a data folder, of whichever world; null when it has none yet.
 *
 * @throws {Error} As `loadKeys`.
 */
export function findKeys(dataDir: string): Keys | null {
  const path = join(dataDir, fileName)
  const text = readSecretFile(path)
  return text === null ? null : keysOf(parseKeyFile(text, path))
}

/** Null when there is no such file yet. */
function readSecretFile(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return null
  // Windows has no such mode bits; its folder rights decide there.
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    throw new Error(
      `Other accounts of this machine may read the keys in ${path}: take that right away (chmod 600) and start again.`,
    )
  }
  return readFileSync(path, 'utf8')
}

function parseKeyFile(text: string, path: string): KeyFile {
  const parsed = KeyFile.safeParse(jsonOf(text))
  // Nothing of the content may reach a log, so what zod found wrong is left out.
  if (!parsed.success) throw new Error(`The keys in ${path} are damaged: put the file back from a backup.`)
  return parsed.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Written beside its place and linked into it whole: a crash leaves no half file, and of two first starts one wins. */
function makeKeyFile(dataDir: string, world: KeyFile['world']): string {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, fileName)
  const draft = join(dataDir, `${fileName}.${randomBytes(6).toString('hex')}`)
  try {
    writeDurably(draft, JSON.stringify(newKeys(world), null, 2))
    linkSync(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw new Error(`The keys cannot be written to ${path}: give this account the right to write there.`, {
        cause: error,
      })
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return readSecretFile(path) ?? ''
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function newKeys(world: KeyFile['world']): KeyFile {
  const random = () => randomBytes(32).toString('base64')
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    version: 1,
    world,
    idNumberKey: random(),
    idNumberKeyId: randomBytes(4).toString('hex'),
    idNumberHashKey: random(),
    machineTokenKey: random(),
    activationKey: random(),
    signingKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

function keysOf(file: KeyFile): Keys {
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const signingKey = createPrivateKey({ key: bytes(file.signingKey), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(signingKey).export({ type: 'spki', format: 'der' })
  return {
    idNumberKey: bytes(file.idNumberKey),
    idNumberKeyId: file.idNumberKeyId,
    idNumberHashKey: bytes(file.idNumberHashKey),
    machineTokenKey: bytes(file.machineTokenKey),
    activationKey: bytes(file.activationKey),
    signingKey,
    signingKeyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
  }
}
