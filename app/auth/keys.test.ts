import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { loadKeys } from './keys.ts'
import { signerOf } from './signer.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keys-test-'))
  folders.push(folder)
  return folder
}

test('the first start makes keys only their owner may read, the second reads the same ones', () => {
  const folder = join(freshFolder(), 'data')
  const made = loadKeys(folder, { demo: false })
  const read = loadKeys(folder, { demo: false })

  expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['keys.json'])
  expect(read.idNumberKey).toEqual(made.idNumberKey)
  expect(signerOf(read).verify('回执', signerOf(made).sign('回执'))).toBe(true)
})

test('every secret is another one, and every installation has its own', () => {
  const one = loadKeys(freshFolder(), { demo: true })
  const two = loadKeys(freshFolder(), { demo: true })
  const secrets = [one, two].flatMap((keys) => [
    keys.idNumberKey,
    keys.idNumberHashKey,
    keys.machineTokenKey,
    keys.activationKey,
  ])
  expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(8)
  expect(one.signingKeyId).not.toBe(two.signingKeyId)
})

test('keys that other accounts may read are refused in one sentence', () => {
  const folder = freshFolder()
  loadKeys(folder, { demo: false })
  chmodSync(join(folder, 'keys.json'), 0o640)
  expect(() => loadKeys(folder, { demo: false })).toThrow(/chmod 600/)
})

test('keys of the demonstration do not guard real people', () => {
  const folder = freshFolder()
  loadKeys(folder, { demo: true })
  expect(() => loadKeys(folder, { demo: false })).toThrow(/made for the demo world/)
})

test('a damaged file is refused, kept, and not quoted', () => {
  const folder = freshFolder()
  const path = join(folder, 'keys.json')
  writeFileSync(path, '{"idNumberKey": "half a secr', { mode: 0o600 })
  expect(() => loadKeys(folder, { demo: false })).toThrow(/damaged: put the file back/)
  expect(() => loadKeys(folder, { demo: false })).not.toThrow(/half a secr/)
  expect(readFileSync(path, 'utf8')).toContain('half a secr')
})
