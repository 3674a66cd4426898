import { createHash } from 'node:crypto'

import type { PaperItem } from '#db/schema/attempts.ts'

/** What one link of the answer chain covers, beside its predecessor. */
export type Link = {
  attemptId: string
  generation: number
  seq: number
  link: number
  itemId: string
  response: readonly string[]
  clientAt: Date | null
  serverAt: Date
}

/** The first link: it covers the paper, the rules it is graded by and the versions of its keys. */
export function firstDigest(start: { attemptId: string; paperDigest: string; rules: unknown }): Buffer {
  return sha256(JSON.stringify(['attempt', start.attemptId, start.paperDigest, start.rules]))
}

/** SHA-256 over the predecessor and the link's own canonical content: fields in fixed order, instants in ISO 8601. */
export function nextDigest(previous: Buffer, link: Link): Buffer {
  const content = JSON.stringify([
    link.attemptId,
    link.generation,
    link.seq,
    link.link,
    link.itemId,
    link.response,
    link.clientAt?.toISOString() ?? null,
    link.serverAt.toISOString(),
  ])
  return createHash('sha256').update(previous).update(content).digest()
}

/**
 * Digest of a frozen paper with the key versions it will be graded by. The items' fields are taken in fixed order:
 * jsonb keeps none, so a paper read back would otherwise have another digest than the one that was written.
 */
export function paperDigest(paper: { examId: string; seed: string; items: readonly PaperItem[] }): string {
  const items = paper.items.map(({ itemId, questionVersionId, kind, options, marks }) => ({
    itemId,
    questionVersionId,
    kind,
    options,
    marks,
  }))
  return sha256(JSON.stringify(['paper', paper.examId, paper.seed, items])).toString('hex')
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
