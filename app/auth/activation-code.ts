import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'

import type { Keys } from './keys.ts'

type ActivationKey = Pick<Keys, 'activationKey'>

// No 0 O 1 I L U: codes are printed on slips and read out over the telephone.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/** Makes a one-time code, as `ABCD-EFGH-JKMN` (58 bits). It is shown once; only its hash is kept. */
export function makeActivationCode(): string {
  const signs = Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return signs.replace(/(.{4})(?=.)/g, '$1-')
}

/** The keyed hash that is kept of a code, bound to its account. */
export function hashActivationCode(
  { activationKey }: ActivationKey,
  accountId: string,
  code: string,
): string {
  const signs = code
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
  return createHmac('sha256', activationKey).update(`activation.${accountId}.${signs}`).digest('base64url')
}

/** Whether the code is the one whose hash was kept. */
export function isActivationCode(
  keys: ActivationKey,
  account: { id: string; activationHash: string | null },
  code: string,
): boolean {
  const given = Buffer.from(hashActivationCode(keys, account.id, code))
  const kept = Buffer.from(account.activationHash ?? '')
  return given.length === kept.length && timingSafeEqual(given, kept)
}
