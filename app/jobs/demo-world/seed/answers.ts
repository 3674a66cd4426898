import type { PaperItem } from '#db/schema/attempts.ts'

import type { Random } from '../random.ts'
import type { Temper } from './tempers.ts'

/** What is known of a question version. */
export type Known = { key: readonly string[]; temper: Temper }

/** One change of one answer, so many milliseconds after the start. */
export type Answer = { itemId: string; response: string[]; afterMs: number }

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
    const first = random.chance(0.03) ? wrongResponse(random, item, requireKnown(known, item)) : response
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
  const version = requireKnown(known, item)
  return random.chance(version.temper.chanceOf(ability))
    ? [...version.key].sort()
    : wrongResponse(random, item, version)
}

/** Another option; of several right ones, one too few or one wrong one too many. */
function wrongResponse(random: Random, { kind, options }: PaperItem, known: Known): string[] {
  const key = [...known.key].sort()
  // In the order of their ids: the paper's own order says nothing of an option.
  const wrong = options.filter((option) => !key.includes(option)).sort()
  const { temptation } = known.temper
  if (kind !== 'multiple') return [temptation(random, wrong)]
  if (wrong.length === 0 || random.chance(key.length > 2 ? 0.6 : 0.4)) {
    const left = random.pick(key)
    return key.filter((option) => option !== left)
  }
  return [...key, temptation(random, wrong)].sort()
}

function requireKnown(known: ReadonlyMap<string, Known>, { questionVersionId }: PaperItem): Known {
  const one = known.get(questionVersionId)
  if (!one) throw new Error(`Question version ${questionVersionId} is missing.`)
  return one
}
