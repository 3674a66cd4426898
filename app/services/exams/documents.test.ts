import { createHash } from 'node:crypto'

import { expect, test } from 'vitest'

import { documentMessages } from '#app/i18n/documents.ts'

import { documentVersions, missingOf } from './documents.ts'

const digestOf = (words: unknown) =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)

/** Digest of the words of each version. A changed word needs a new version in documents.ts, and a new line here. */
const released = {
  'privacy-notice': { '2026-1': '6f97a0e159bc0b54' },
  pledge: { '2026-1': '8d9ddaccac3eb2c6' },
}

test.for(['privacy-notice', 'pledge'] as const)(
  'the words of the %s are those of its version',
  (document) => {
    const words = [documentMessages['zh-CN'][document], documentMessages.en[document]]
    const versions: Record<string, string> = released[document]
    expect(digestOf(words)).toBe(versions[documentVersions[document]])
  },
)

test('an acceptance of an older version does not count for the present one', () => {
  expect(missingOf([{ document: 'pledge', version: '2025-1' }]).map(({ document }) => document)).toEqual([
    'privacy-notice',
    'pledge',
  ])
  expect(
    missingOf([{ document: 'pledge', version: documentVersions.pledge }]).map(({ document }) => document),
  ).toEqual(['privacy-notice'])
})
