/**
 * Reproducible randomness: the same seed gives the same sequence on every machine.
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand), seeded by a 128-bit FNV-like mix of the seed's
 * UTF-16 code units. It is not for secrets: what must be unpredictable is the seed.
 */
export type Random = () => number

/** @returns A generator of numbers in [0, 1). */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = mix(seed)
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round += 1) next() // lets every seed bit reach every output bit
  return next
}

function mix(seed: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762]
  for (let index = 0; index < seed.length; index += 1) {
    const k = seed.charCodeAt(index)
    h1 = h2 ^ Math.imul(h1 ^ k, 597_399_067)
    h2 = h3 ^ Math.imul(h2 ^ k, 2_869_860_233)
    h3 = h4 ^ Math.imul(h3 ^ k, 951_274_213)
    h4 = h1 ^ Math.imul(h4 ^ k, 2_716_044_179)
  }
  return [h1 | 0, h2 | 0, h3 | 0, h4 | 0]
}

/** A whole number in [0, limit). */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

/** A shuffled copy (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = below(random, last + 1)
    const held = copy[last] as Item // Safe: last and other are below the length.
    copy[last] = copy[other] as Item // Safe: as above.
    copy[other] = held
  }
  return copy
}

/** `count` different items in random order, without shuffling the whole list. */
export function sample<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  if (count * 3 > items.length) return shuffled(items, random).slice(0, count)
  const chosen = new Map<number, Item>()
  while (chosen.size < count) {
    const index = below(random, items.length)
    if (!chosen.has(index)) chosen.set(index, items[index] as Item) // Safe: index is below the length.
  }
  return [...chosen.values()]
}
