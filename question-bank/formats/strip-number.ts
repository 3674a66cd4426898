import { letter } from '../question.ts'

/**
 * A stem without the number that a word processor or an author put before it: `1．`, `12、`, `（3）`, `第4题：`.
 * A number that belongs to the text stays: `1.5 元`, `2021 年`, `（一）`, the year of
 * `（2021）京01行初5号`.
 */
export function stripNumber(stem: string): string {
  return stem.replace(
    /^\s*(?:[(（]\s*(?!(?:19|20)\d\d\s*[)）])\p{Nd}{1,5}\s*[)）]\s*[.．、:：]?|第\s*\p{Nd}{1,5}\s*题\s*[.．、:：]?|\p{Nd}{1,5}\s*(?:[、)）．]|\.(?!\p{Nd})|\.(?=(?:19|20)\d\d年)))\s*(?=\S)/u,
    '',
  )
}

/**
 * Options without their own letters: `A．`, `a、`, `（A）`, `Ａ：`. Only where every option has the letter of its
 * place: a single `A、B` is an option's text, not its number.
 */
export function stripLetters(options: readonly string[]): string[] {
  const bare = options.map(withoutLetter)
  return bare.every((option) => option !== null) ? bare : [...options]
}

/** What follows the option's own letter; null when it does not begin with it. */
function withoutLetter(option: string, index: number): string | null {
  const match = /^\s*(?:[(（]\s*([A-Za-z])\s*[)）]\s*[.．、:：]?|([A-Za-z])\s*[.．、:：)）])\s*(?=\S)/u.exec(
    option.replace(/[Ａ-Ｚａ-ｚ]/g, (sign) => sign.normalize('NFKC')),
  )
  const found = (match?.[1] ?? match?.[2] ?? '').toUpperCase()
  return match && found === letter(index) ? option.slice(match[0].length) : null
}
