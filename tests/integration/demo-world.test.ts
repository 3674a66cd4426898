import { generateKeyPairSync, randomBytes } from 'node:crypto'

import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { beforeAll, describe, expect } from 'vitest'

import { decryptIdNumber } from '#app/auth/id-number.ts'
import type { Keys } from '#app/auth/keys.ts'
import { hashPassword, isPassword } from '#app/auth/password.ts'
import { signerOf } from '#app/auth/signer.ts'
import { formatRate } from '#app/domain/rates.ts'
import { refreshDemoWorld } from '#app/jobs/demo-world/seed/refresh.ts'
import { seedDemoWorld } from '#app/jobs/demo-world/seed/seed.ts'
import { test as base } from '#tests/fixtures/database.ts'

base('time', { timeout: 200_000 }, async ({ ownDatabase: { db } }) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const keys: Keys = {
    idNumberKey: randomBytes(32), idNumberKeyId: '01020304', idNumberHashKey: randomBytes(32), machineTokenKey: randomBytes(32),
    activationKey: randomBytes(32), signingKey: privateKey, signingKeyId: 'demo',
  }
  const t0 = performance.now()
  await seedDemoWorld({ db, keys, now: new Date(), password: 'Law-exam-1', hashPassword, signer: signerOf(keys), say: (l) => console.log(Math.round(performance.now() - t0), l) })
  console.log('seed', performance.now() - t0)
  console.log(await refreshDemoWorld({ db, now: new Date() }), performance.now() - t0)
})
