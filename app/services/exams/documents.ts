/** What a candidate reads and accepts before an exam. */
export type DocumentName = 'privacy-notice' | 'pledge'

/**
 * The versions shown now; their words are in app/i18n/documents.ts. Whoever changes a word there raises the
 * version here: a test holds the two together, so that an acceptance always says what was read.
 */
export const documentVersions: Readonly<Record<DocumentName, string>> = {
  'privacy-notice': '2026-1',
  pledge: '2026-1',
}

export const documentNames = ['privacy-notice', 'pledge'] as const satisfies readonly DocumentName[]

/** What of today's documents has not been accepted yet, in the order in which it is read. */
export function missingOf(
  accepted: readonly { document: DocumentName; version: string }[],
): { document: DocumentName; version: string }[] {
  return documentNames
    .map((document) => ({ document, version: documentVersions[document] }))
    .filter(
      ({ document, version }) =>
        !accepted.some((one) => one.document === document && one.version === version),
    )
}
