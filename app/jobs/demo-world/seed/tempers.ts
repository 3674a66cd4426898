import type { QuestionVersionRow } from '#db/queries/attempts.ts'
import type { Difficulty } from '#question-bank/question.ts'

import { createRandom, type Random } from '../random.ts'

/** How an item turns out, whatever its author thought: so that the analysis of items has something to find. */
export type Temper = {
  /** The chance of a right answer for somebody of this ability. */
  chanceOf: (ability: number) => number
  /** Another option, when the answer is wrong. */
  temptation: (random: Random, wrong: readonly string[]) => string
}

const easier: Record<Difficulty, number> = { easy: 0.07, medium: 0.005, hard: -0.07 }

/** One in so many has a key that is to be doubted: whoever knows the law chooses another option. */
const CONTESTED = 0.006
/** Some do not tell the good from the weak. */
const DULL = 0.015
/** A third tempting option that tempts nobody. */
const IDLE = 0.2

/** The temper of a question version: the same content has the same one in every invented world. */
export function temperOf({
  digest,
  difficulty,
  kind,
}: Pick<QuestionVersionRow, 'digest' | 'difficulty' | 'kind'>): Temper {
  const random = createRandom(`temper ${digest}`)
  const shift = easier[difficulty] + (random.next() - 0.5) * 0.1
  const lure = random.next()
  if (kind !== 'multiple' && random.chance(CONTESTED)) {
    return {
      chanceOf: (ability) => 0.3 + (0.86 - ability) * 1.5,
      temptation: (by, wrong) => (by.chance(0.9) ? at(wrong, lure) : by.pick(wrong)),
    }
  }
  const dull = random.chance(DULL)
  const weights = random.chance(IDLE) ? [4, 2] : [4, 2, 1]
  return {
    chanceOf: (ability) => (dull ? 0.7 + shift : ability + shift),
    temptation: (by, wrong) =>
      by.weighted(
        turned(wrong, lure).flatMap((option, place) => {
          const weight = weights[place]
          return weight === undefined ? [] : [[option, weight] as const]
        }),
      ),
  }
}

const at = (wrong: readonly string[], lure: number) =>
  wrong[Math.floor(lure * wrong.length)] ?? wrong[0] ?? ''

/** The options from the tempting one on, so that it is not the same letter everywhere. */
function turned(wrong: readonly string[], lure: number): string[] {
  const from = Math.floor(lure * wrong.length)
  return [...wrong.slice(from), ...wrong.slice(0, from)]
}
