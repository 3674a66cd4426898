import { letter } from '../question.ts'

/** A letter that begins an option: `A.`, `Ａ、`, `（A）`, not the last letter of a word. */
const mark = (index: number): RegExp => {
  const upper = letter(index)
  const wide = String.fromCharCode(0xff21 + index)
  const signs = `[${upper}${upper.toLowerCase()}${wide}]`
  return new RegExp(
    `(?<![A-Za-z0-9Ａ-Ｚａ-ｚ])(?:[(（]\\s*${signs}\\s*[)）]\\s*[.．、:：]?|${signs}\\s*[.．、:：)）])\\s*`,
    'g',
  )
}

const marks = Array.from({ length: 8 }, (_, index) => mark(index))

/** Options that stand one after another, and what stood before the first. */
export type SplitOptions = { before: string; options: string[] }

/**
 * Splits `A. 五十元 B. 一百元 C. 二百元`, on one line or several, with or without blanks between them. Letters count
 * only in their order, so that `D. A、B 都对` is one option.
 *
 * @param first The letter that is expected first, from 0 for A.
 * @returns null when the text has no such letter.
 */
export function splitOptions(text: string, first = 0): SplitOptions | null {
  const places: { from: number; to: number }[] = []
  let at = 0
  for (const pattern of marks.slice(first)) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) break
    places.push({ from: found.index, to: pattern.lastIndex })
    at = pattern.lastIndex
  }
  const [start] = places
  if (!start) return null
  const options = places.map(({ to }, index) => text.slice(to, places[index + 1]?.from).trim())
  return { before: text.slice(0, start.from).trim(), options }
}
