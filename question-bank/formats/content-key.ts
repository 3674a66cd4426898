import type { Question } from '../question.ts'

/**
 * What makes two questions the same without a code: kind, case, stem and options, without blanks, punctuation and
 * case of letters.
 */
export function contentKey({
  kind,
  stem,
  options,
  material,
}: Pick<Question, 'kind' | 'stem' | 'options' | 'material'>): string {
  const texts = [material ?? '', stem, ...(kind === 'true-false' ? [] : options.map(({ text }) => text))]
  return [kind, ...texts.map(plain)].join('\u0001')
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')
