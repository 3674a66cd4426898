import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

import type { Keys } from './keys.ts'

type EncryptionKey = Pick<Keys, 'idNumberKey' | 'idNumberKeyId'>
type HashKey = Pick<Keys, 'idNumberHashKey'>

const cipherName = 'aes-256-gcm'
const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** The one spelling of an ID number: no spaces, the check digit X as a capital. */
function normaliseIdNumber(idNumber: string): string {
  return idNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/**
 * Encrypts an ID number for the database. The person's id is bound to it: the value of one person, copied into the
 * row of another, cannot be decrypted there.
 *
 * @returns `v1.<key id>.<base64url>`
 */
export function encryptIdNumber(keys: EncryptionKey, personId: string, idNumber: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(cipherName, keys.idNumberKey, iv, { authTagLength: tagBytes })
  cipher.setAAD(boundTo(keys, personId))
  const body = Buffer.concat([
    iv,
    cipher.update(normaliseIdNumber(idNumber), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return `${version}.${keys.idNumberKeyId}.${body.toString('base64url')}`
}

/**
 * Decrypts what `encryptIdNumber` made. Whoever shows the whole number audits it.
 *
 * @throws {Error} If it was made with another key or for another person, or was altered.
 */
export function decryptIdNumber(keys: EncryptionKey, personId: string, stored: string): string {
  const [head, keyId, text] = stored.split('.')
  if (head !== version || text === undefined)
    throw new Error('An ID number is stored in a way this program does not know')
  if (keyId !== keys.idNumberKeyId)
    throw new Error(`An ID number was encrypted with the key ${keyId}, which is not ours`)
  const body = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv(cipherName, keys.idNumberKey, body.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(boundTo(keys, personId))
  decipher.setAuthTag(body.subarray(-tagBytes))
  return Buffer.concat([decipher.update(body.subarray(ivBytes, -tagBytes)), decipher.final()]).toString(
    'utf8',
  )
}

/** The keyed hash by which a person is found. Without its key nobody can try out numbers against it. */
export function hashIdNumber(keys: HashKey, idNumber: string): string {
  return createHmac('sha256', keys.idNumberHashKey).update(normaliseIdNumber(idNumber)).digest('hex')
}

/** The columns of `people` that keep an ID number. */
export function idNumberColumns(keys: EncryptionKey & HashKey, personId: string, idNumber: string) {
  return {
    idNumberCipher: encryptIdNumber(keys, personId, idNumber),
    idNumberHash: hashIdNumber(keys, idNumber),
    idNumberTail: normaliseIdNumber(idNumber).slice(-4),
  }
}

/** An ID number as screens show it: the first three and the last four signs. */
export function maskIdNumber(idNumber: string): string {
  const number = normaliseIdNumber(idNumber)
  if (number.length < 8) return '*'.repeat(number.length)
  return number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4)
}

function boundTo({ idNumberKeyId }: EncryptionKey, personId: string): Buffer {
  return Buffer.from(`${version}.${idNumberKeyId}.${personId.toLowerCase()}`, 'utf8')
}
