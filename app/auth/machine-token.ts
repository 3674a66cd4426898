import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Keys } from './keys.ts'

/** What a machine may write: one attempt, of one person, as its machine of one generation. */
export type MachineRight = { attemptId: string; personId: string; generation: number }

type TokenKey = Pick<Keys, 'machineTokenKey'>

const version = '1'
const uuidBytes = 16
const rightBytes = 2 * uuidBytes + 4

/**
 * Makes the token that a machine sends with every save, so that saving needs no session lookup. It says who may
 * write what; whether that still holds (generation, state) is for the attempt's row to decide. Never log it.
 *
 * @returns 93 characters, safe in URLs and headers.
 */
export function issueMachineToken(keys: TokenKey, right: MachineRight): string {
  const packed = pack(right)
  return `${version}.${Buffer.concat([packed, mac(keys, packed)]).toString('base64url')}`
}

/** Reads a token of ours. Null for anything else: altered, cut, made with another key, of another version. */
export function readMachineToken(keys: TokenKey, token: string): MachineRight | null {
  const [head, body, ...rest] = token.length < 300 ? token.split('.') : []
  if (head !== version || body === undefined || rest.length > 0) return null
  const bytes = Buffer.from(body, 'base64url')
  // Decoding forgives padding and stray signs; a token has one spelling only.
  if (bytes.length !== rightBytes + 32 || bytes.toString('base64url') !== body) return null
  const packed = bytes.subarray(0, rightBytes)
  if (!timingSafeEqual(bytes.subarray(rightBytes), mac(keys, packed))) return null
  return {
    attemptId: uuidOf(packed.subarray(0, uuidBytes)),
    personId: uuidOf(packed.subarray(uuidBytes, 2 * uuidBytes)),
    generation: packed.readUInt32BE(2 * uuidBytes),
  }
}

function pack({ attemptId, personId, generation }: MachineRight): Buffer {
  const packed = Buffer.alloc(rightBytes)
  packed.set(bytesOf(attemptId), 0)
  packed.set(bytesOf(personId), uuidBytes)
  packed.writeUInt32BE(generation, 2 * uuidBytes)
  return packed
}

function mac({ machineTokenKey }: TokenKey, packed: Buffer): Buffer {
  return createHmac('sha256', machineTokenKey).update(`machine-token.${version}.`).update(packed).digest()
}

function bytesOf(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  if (bytes.length !== uuidBytes) throw new RangeError('A machine token is made of UUIDs')
  return bytes
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
