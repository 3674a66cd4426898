/** What similarity looks at: signs that carry meaning, in one form. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

/** The pieces of two neighbouring signs of a text. Chinese has no spaces between words, so pieces stand in for them. */
export function gramsOf(text: string): Set<string> {
  const signs = [...plain(text)]
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

/**
 * All pairs of texts that are at least so alike, the most alike first.
 *
 * Only pairs that share a piece are compared, found through an index of pieces; a piece that more than a twentieth of
 * the texts have tells nothing and is left out of the index, but not of the comparison.
 *
 * @param least Between 0 and 1.
 */
export function findNearDuplicates(
  texts: readonly { id: string; text: string }[],
  least: number,
): NearDuplicate[] {
  const grams = texts.map(({ text }) => gramsOf(text))
  const holders = holdersOf(grams)
  const common = Math.max(20, texts.length / 20)
  const found: NearDuplicate[] = []
  for (const [index, set] of grams.entries()) {
    for (const other of sharersOf(index, set, { holders, common })) {
      const alike = similarity(set, grams[other] ?? new Set())
      if (alike >= least)
        found.push({ one: idAt(texts, index), other: idAt(texts, other), similarity: alike })
    }
  }
  return found.sort((a, b) => b.similarity - a.similarity || (a.one < b.one ? -1 : 1))
}

/** Which texts have a piece. */
function holdersOf(grams: readonly ReadonlySet<string>[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  for (const [index, set] of grams.entries()) {
    for (const gram of set) {
      const sharing = holders.get(gram)
      if (sharing) sharing.push(index)
      else holders.set(gram, [index])
    }
  }
  return holders
}

/** The later texts that share a telling piece with this one. */
function sharersOf(
  index: number,
  grams: ReadonlySet<string>,
  { holders, common }: { holders: ReadonlyMap<string, number[]>; common: number },
): Set<number> {
  const sharing = [...grams].map((gram) => holders.get(gram) ?? []).filter(({ length }) => length <= common)
  return new Set(sharing.flat().filter((other) => other > index))
}

const idAt = (texts: readonly { id: string }[], index: number) => texts[index]?.id ?? ''
