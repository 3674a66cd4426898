import { type BlueprintPart, defaultMix, type Mix } from '../blueprint.ts'
import { difficulties, type Difficulty } from '../question.ts'

/** When remainders are equal, the seat goes to medium first. */
const order: readonly Difficulty[] = ['medium', 'easy', 'hard']

/**
 * How many questions (cases) of each difficulty every paper has in a part (rule A3): the mix, applied to the difficulties
 * that each cell allows, added up over the part's cells and rounded by the largest remainder (Hamilton).
 *
 * However it is rounded, the cells can be given difficulties that they allow: each sum differs from what was shared out
 * by less than one, and cells that allow one difficulty only, or all but one, have a whole number of questions.
 */
export function quotasOf({ mix = defaultMix, cells }: Pick<BlueprintPart, 'mix' | 'cells'>): Mix {
  const ideal: Mix = { easy: 0, medium: 0, hard: 0 }
  for (const { count, difficulties: allowed = difficulties } of cells) {
    const shares = sharesOf(mix, [...new Set(allowed)])
    for (const [difficulty, share] of shares) ideal[difficulty] += count * share
  }
  const quotas: Mix = { easy: whole(ideal.easy), medium: whole(ideal.medium), hard: whole(ideal.hard) }
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const byRemainder = [...order].sort((a, b) => remainder(ideal[b]) - remainder(ideal[a]))
  let left = total - quotas.easy - quotas.medium - quotas.hard
  for (const difficulty of byRemainder) {
    if (left <= 0) break
    quotas[difficulty] += 1
    left -= 1
  }
  return quotas
}

/** The mix among the allowed difficulties; equal shares where it gives none of them any weight. */
function sharesOf(mix: Mix, allowed: readonly Difficulty[]): [Difficulty, number][] {
  const sum = allowed.reduce((weights, difficulty) => weights + mix[difficulty], 0)
  return allowed.map((difficulty) => [difficulty, sum === 0 ? 1 / allowed.length : mix[difficulty] / sum])
}

/** Sums of fractions of whole numbers: what differs from a whole number by less than this is one. */
const dust = 1e-9
const whole = (value: number) => Math.floor(value + dust)
const remainder = (value: number) => Math.round((value - whole(value)) / dust) * dust
