import { createHash } from 'node:crypto'

import type { Question } from '#question-bank/question.ts'

/**
 * Digest of what a question version asks, how it is graded and how assembly chooses it: fields in fixed order,
 * SHA-256, hexadecimal.
 */
export function questionDigest(question: Question): string {
  const { code, kind, lawId, lawVersion, article, topic, difficulty, stem, key, explanation } = question
  const { caseCode, material } = question
  const options = question.options.map(({ id, text }) => [id, text])
  const content = [
    'question',
    code,
    kind,
    lawId,
    lawVersion,
    article,
    topic,
    difficulty,
    stem,
    options,
    key,
    explanation,
    // Only where there is one: the digest of a question that stands alone is what it was before there were cases.
    ...(caseCode === null ? [] : [caseCode, material]),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
