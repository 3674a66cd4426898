import type { ArticleChange } from './compare-law.ts'

/** The words of a question that may name articles. */
export type CarriedWords = {
  stem: string
  options: { id: string; text: string; pinned?: true }[]
  explanation: string
  note: string
  /** Of the case; all of its questions share it, so it stays as it is. */
  material: string | null
}

export type Carried = Omit<CarriedWords, 'material'> & {
  /** Nothing but numbers changed: every article it speaks of has the same text, and none is in doubt. */
  isRenumbering: boolean
}

type Carry = {
  /** The article it cited, and the one it cites now. */
  from: string
  to: string
  changes: readonly ArticleChange[]
  /** The names of the law, as questions write them between 《 and 》. */
  lawNames: readonly string[]
}

/**
 * A question with the numbers of the newer version of its law: `《某法》第四十三条` in stem, options, explanation and note
 * becomes the number that this article has now. Articles of other laws, and those of which it is not certain what
 * became of them, stay as they are written.
 *
 * @see docs/rules/law-change.md Rule L11.
 */
export function carryQuestion(words: CarriedWords, carry: Carry): Carried {
  const isMaterialKept =
    words.material === null || renumberText(words.material, carry).text === words.material
  const cited = carry.changes.find(({ from, to }) => from === carry.from && to === carry.to)
  let isRenumbering = isMaterialKept && (cited?.kind === 'same' || cited?.kind === 'renumbered')
  const renumber = (text: string) => {
    const carried = renumberText(text, carry)
    isRenumbering &&= carried.isSure
    return carried.text
  }
  return {
    stem: renumber(words.stem),
    options: words.options.map((option) => ({ ...option, text: renumber(option.text) })),
    explanation: renumber(words.explanation),
    // What is said to the reviewer is not asked, and holds nothing up.
    note: renumberText(words.note, carry).text,
    isRenumbering,
  }
}

const label = /第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?/g
/** What stands before the number of an article as it was at some other time. */
const ofOtherTimes = /(?:原|旧法|旧|修改前|修订前|修正前)[^。；，]{0,8}$/

function renumberText(text: string, carry: Carry): { text: string; isSure: boolean } {
  let isSure = true
  const renumbered = text.replace(label, (written: string, at: number) => {
    const before = text.slice(0, at)
    if (!isOwn(before, carry.lawNames)) return written
    const now = ofOtherTimes.test(before) ? null : articleNow(written, carry)
    isSure &&= now?.isSure === true
    return now?.label ?? written
  })
  return { text: renumbered, isSure }
}

/** Whether the law that was named last is this one; a number without a name is one of the law that the question cites. */
function isOwn(before: string, names: readonly string[]): boolean {
  const named = [...before.matchAll(/《([^《》]+)》/g)].at(-1)?.[1]
  return named === undefined || names.includes(named)
}

/** What an article is called now, and whether its text is still the same; null when nobody can tell. */
function articleNow(
  written: string,
  { from, to, changes }: Carry,
): { label: string; isSure: boolean } | null {
  const rows = changes.filter((row) => row.from === written && row.to !== null)
  const row =
    rows.find((one) => written === from && one.to === to) ?? (rows.length === 1 ? rows[0] : undefined)
  if (!row?.to) return null
  return { label: row.to, isSure: row.kind === 'same' || row.kind === 'renumbered' }
}
