import type { PaperItem } from '#db/schema/attempts.ts'
import type { Difficulty } from '#question-bank/question.ts'

import type { Random } from '../random.ts'

/** What is known of a question version: its key and how hard it is. */
export type Known = { key: readonly string[]; difficulty: Difficulty }

/** One change of one answer, so many milliseconds after the start. */
export type Answer = { itemId: string; response: string[]; afterMs: number }

const easier: Record<Difficulty, number> = { easy: 0.07, medium: 0, hard: -0.08 }
const readingMs: Record<PaperItem['kind'], number> = { 'true-false': 9_000, single: 14_000, multiple: 22_000 }

/**
 * How somebody answers a paper: item by item, now and then leaving one out or going back to change one. Every answer
 * is a row of the log; the last one of an item counts.
 *
 * @param ability The chance of a right answer to an item of middling difficulty.
 */
export function inventAnswers(
  random: Random,
  items: readonly PaperItem[],
  { ability, known }: { ability: number; known: ReadonlyMap<string, Known> },
): Answer[] {
  // A few are very slow: the server hands in for some of them.
  const pace = random.chance(0.006) ? 2.4 + random.next() : 0.6 + random.next() * 0.9
  const think = (kind: PaperItem['kind']) => Math.round(readingMs[kind] * pace * (0.4 + random.next() * 1.2))
  const answers: Answer[] = []
  const second: { item: PaperItem; response: string[] }[] = []
  let afterMs = 0
  for (const item of items) {
    afterMs += think(item.kind)
    if (random.chance(0.003)) continue
    const response = inventResponse(random, item, { ability, known })
    const first = random.chance(0.03) ? wrongResponse(random, item, requireKey(known, item)) : response
    answers.push({ itemId: item.itemId, response: first, afterMs })
    if (first !== response) second.push({ item, response })
  }
  for (const { item, response } of second) {
    afterMs += think(item.kind)
    answers.push({ itemId: item.itemId, response, afterMs })
  }
  return answers
}

type Skill = { ability: number; known: ReadonlyMap<string, Known> }

function inventResponse(random: Random, item: PaperItem, { ability, known }: Skill): string[] {
  const { difficulty } = requireKnown(known, item)
  const key = requireKey(known, item)
  return random.chance(ability + easier[difficulty]) ? [...key] : wrongResponse(random, item, key)
}

/** Another option; of several right ones, one too few or one wrong one too many. */
function wrongResponse(random: Random, { kind, options }: PaperItem, key: readonly string[]): string[] {
  const wrong = options.filter((option) => !key.includes(option))
  if (kind !== 'multiple') return [random.pick(wrong)]
  if (key.length > 2 && (wrong.length === 0 || random.chance(0.6))) {
    const left = random.pick(key)
    return key.filter((option) => option !== left)
  }
  return wrong.length > 0 ? [...key, random.pick(wrong)].sort() : key.slice(1)
}

const requireKey = (known: ReadonlyMap<string, Known>, item: PaperItem) =>
  [...requireKnown(known, item).key].sort()

function requireKnown(known: ReadonlyMap<string, Known>, { questionVersionId }: PaperItem): Known {
  const one = known.get(questionVersionId)
  if (!one) throw new Error(`Question version ${questionVersionId} is missing.`)
  return one
}
