import { cleanText } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'

/**
 * Gives the questions of a case what a file says only once: the material that stands beside the first of them, and a
 * code for a material without one. The same material always gets the same code, in another file too.
 *
 * @returns The questions, and the codes of cases that name several materials.
 */
export function completeCases(questions: readonly FileQuestion[]): {
  questions: FileQuestion[]
  conflicts: ReadonlySet<string>
} {
  const materials = new Map<string, string>()
  const conflicts = new Set<string>()
  for (const said of questions) {
    const [code, material] = [cleanText(said.caseCode), cleanText(said.material)]
    if (code === '' || material === '') continue
    const known = materials.get(code)
    if (known !== undefined && known !== material) conflicts.add(code)
    else materials.set(code, material)
  }
  return { questions: questions.map((said) => completed(said, materials)), conflicts }
}

function completed(said: FileQuestion, materials: ReadonlyMap<string, string>): FileQuestion {
  const [code, material] = [cleanText(said.caseCode), cleanText(said.material)]
  if (code === '' && material === '') return said
  if (code === '') return { ...said, caseCode: codeOf(material) }
  return material === '' ? { ...said, material: materials.get(code) ?? '' } : said
}

/** A short name for a text: FNV-1a of 52 bits, enough that the cases of one bank differ. */
function codeOf(material: string): string {
  let hash = 0xcbf29ce484222325n
  for (const sign of material)
    hash = BigInt.asUintN(64, (hash ^ BigInt(sign.codePointAt(0) ?? 0)) * 0x100000001b3n)
  return `al-${(hash >> 12n).toString(16).padStart(13, '0')}`
}
