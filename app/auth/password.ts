import { hash, verify } from '@node-rs/argon2'

// argon2id is the package's default; its enum cannot be named where types are only stripped.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Compared with when there is no such account, so that the answer takes as long as for a real one.
let decoy: Promise<string> | null = null

/** Hashes a password with argon2id (19 MiB, two passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(spelled(password), cost)
}

/** Whether this is the password. Takes the same time when there is none to compare with. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', cost)
  const matches = await verify(stored ?? (await decoy), spelled(password))
  return matches && stored !== null
}

/** One spelling: a Chinese input method in full-width mode writes other signs for the same keys. */
function spelled(password: string): string {
  return password.normalize('NFKC')
}
