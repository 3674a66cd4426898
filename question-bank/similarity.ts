import type { Question } from './question.ts'

/**
 * Signs that carry no meaning: spaces, punctuation, symbols, by their first and last code point. The database's function
 * `text_pieces` has the same ranges, so that both make the same pieces of a text whatever Unicode they know.
 */
const unspoken = [
  [0x1, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x2000, 0x206f], // general punctuation
  [0x20a0, 0x20cf], // currencies
  [0x2100, 0x214f], // letterlike symbols
  [0x2190, 0x245f], // arrows, mathematics, technical signs
  [0x2500, 0x2bff], // box drawing to arrows
  [0x2e00, 0x2e7f], // more punctuation
  [0x3000, 0x3004], // Chinese punctuation; 々〆〇 are words
  [0x3008, 0x3020],
  [0x3030, 0x3030],
  [0xfe00, 0xfe0f], // variants of a sign
  [0xfe30, 0xfe4f], // vertical forms
  [0xfeff, 0xfeff],
  [0x1f000, 0x1faff], // pictures
] as const

const unspokenSigns = new RegExp(
  `[${unspoken.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]+`,
  'gu',
)

/** The signs of a text that carry meaning, in one form: half width, small letters, no spaces, no punctuation. */
export const plainSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[A-Z]/g, (capital) => capital.toLowerCase())
    .replace(unspokenSigns, '')

/**
 * What of a question is compared with other questions: what a candidate reads. The two options of a true/false question
 * are those of every other one.
 */
export function textOf(question: Pick<Question, 'kind' | 'stem' | 'options' | 'material'>): string {
  const options = question.kind === 'true-false' ? [] : question.options.map(({ text }) => text)
  return [question.material ?? '', question.stem, ...options].join(' ')
}

/** The pieces of two neighbouring signs of a text. Chinese has no spaces between words, so pieces stand in for them. */
export function gramsOf(text: string): Set<string> {
  const signs = [...plainSigns(text)]
  const grams = new Set<string>()
  for (let at = 0; at + 1 < signs.length; at += 1) grams.add(`${signs[at] ?? ''}${signs[at + 1] ?? ''}`)
  return grams
}

/**
 * How alike two texts are, 0 to 1: the pieces they share among all pieces they have (P. Jaccard, Bull. Soc. Vaud. Sci.
 * Nat. 37, 1901). Two texts without pieces are not alike.
 */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared += 1
  const all = one.size + other.size - shared
  return all === 0 ? 0 : shared / all
}

export type NearDuplicate = { one: string; other: string; similarity: number }
