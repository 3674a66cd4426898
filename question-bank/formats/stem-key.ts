import { truthOf } from './read-key.ts'

/** A stem, and the key that stood in its brackets; the brackets of a choice stay, empty. */
export type StemAndKey = { stem: string; key: string }

const brackets = /[(（【[]\s*([^()（）【】[\]]{1,12})\s*[)）】\]]/g

/**
 * Takes the key out of a stem's brackets: `可以当场收缴（ B ）。`, `不予行政处罚。（√）`.
 *
 * @param isChoice Whether the question has options: then letters are a key, else the words of a judgement.
 * @returns null when no bracket, or more than one, holds a key.
 */
export function takeStemKey(stem: string, isChoice: boolean): StemAndKey | null {
  const found = [...stem.matchAll(brackets)].filter(([, inside = '']) => isKey(inside, isChoice))
  const [only] = found
  if (!only || found.length > 1) return isChoice ? null : takeSign(stem)
  const [whole, inside = ''] = only
  const before = stem.slice(0, only.index)
  const after = stem.slice(only.index + whole.length)
  return { stem: isChoice ? `${before}（\u3000）${after}` : `${before}${after}`.trim(), key: inside.trim() }
}

const isKey = (inside: string, isChoice: boolean) =>
  isChoice
    ? /^[A-H](?:[\s,，、;；]*[A-H])*$/.test(inside.normalize('NFKC').trim().toUpperCase())
    : truthOf(inside) !== null && !/^[01yn]$/i.test(inside.trim())

/** `……的行政处罚。 √`: a sign at the end, without brackets. */
function takeSign(stem: string): StemAndKey | null {
  const text = stem.trimEnd()
  const sign = text.slice(-1)
  return '√✓✔×✗✘'.includes(sign) && text.length > 1 ? { stem: text.slice(0, -1).trimEnd(), key: sign } : null
}
