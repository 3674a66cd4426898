import { createPublicKey, sign, verify } from 'node:crypto'

import type { Signer } from '#app/services/receipts/signer.ts'

import type { Keys } from './keys.ts'

/** Signs and checks with the installation's Ed25519 key. Anyone can check with the public key alone. */
export function signerOf(keys: Pick<Keys, 'signingKey' | 'signingKeyId'>): Signer {
  const publicKey = createPublicKey(keys.signingKey)
  return {
    keyId: keys.signingKeyId,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (payload) => sign(null, Buffer.from(payload, 'utf8'), keys.signingKey).toString('base64url'),
    verify: (payload, signature) =>
      verify(null, Buffer.from(payload, 'utf8'), publicKey, Buffer.from(signature, 'base64url')),
  }
}
