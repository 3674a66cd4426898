import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'

import { expect, test } from 'vitest'

import { signerOf } from './signer.ts'

const signer = signerOf({ signingKey: generateKeyPairSync('ed25519').privateKey, signingKeyId: 'k1' })
const payload = '{"answered":98,"score":9600,"unit":"市财政局"}'

test('a signature is checked by anyone with the public key alone', () => {
  const signature = signer.sign(payload)
  expect(
    verify(
      null,
      Buffer.from(payload),
      createPublicKey(signer.publicKey),
      Buffer.from(signature, 'base64url'),
    ),
  ).toBe(true)
  expect(signer.verify(payload, signature)).toBe(true)
})

test('an altered payload, an altered signature and no signature at all do not pass', () => {
  const signature = signer.sign(payload)
  expect(signer.verify(payload.replace('9600', '9700'), signature)).toBe(false)
  expect(signer.verify(payload, createHash('sha512').update(signature).digest('base64url'))).toBe(false)
  expect(signer.verify(payload, '')).toBe(false)
})
