/** Signs what candidates take away. The key lives in the data folder; the composition root makes the signer. */
export type Signer = {
  keyId: string
  /** PEM of the public key, for anyone who wants to check a receipt. */
  publicKey: string
  /** Ed25519 over the UTF-8 bytes; base64url. */
  sign(payload: string): string
  verify(payload: string, signature: string): boolean
}
