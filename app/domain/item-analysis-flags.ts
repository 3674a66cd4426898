import {
  fewestToJudge,
  itemFigures,
  type ItemFigures,
  type OptionFigures,
  optionFigures,
} from './item-analysis-figures.ts'
import type { ItemSums } from './item-analysis-sums.ts'

/** What is to be looked at, the gravest first. Each with its condition in docs/rules/item-analysis.md, rule IA14. */
export const flagNames = [
  /** More of the upper group chose this option than the key. */
  'key-doubtful',
  /** Multiple choice: more than half of the upper group chose this option, which is not in the key. */
  'extra-right',
  /** Multiple choice: less than half of the upper group chose this option of the key. */
  'not-right',
  /** Who does well on the rest does worse on this. */
  'negative',
  /** A distractor draws more of the upper group than of the lower. */
  'draws-good',
  /** No more right answers than by guessing. */
  'guessed',
  /** It hardly tells the good from the weak. */
  'weak',
  'blank',
  'easy',
  /** Distractors that hardly anybody chooses. */
  'unchosen',
] as const
export type FlagName = (typeof flagNames)[number]

export type Flag = { name: FlagName; options: string[] }
export type Urgency = 'urgent' | 'look' | 'note'

export const urgencyOf = {
  'key-doubtful': 'urgent',
  'extra-right': 'urgent',
  'not-right': 'urgent',
  negative: 'urgent',
  'draws-good': 'look',
  guessed: 'look',
  weak: 'look',
  blank: 'look',
  easy: 'note',
  unchosen: 'note',
} satisfies Record<FlagName, Urgency>

/** What the flags need to know of an item. */
export type FlaggedItem = {
  kind: 'single' | 'multiple' | 'true-false'
  optionIds: readonly string[]
  /** As it counted; null: void. */
  key: readonly string[] | null
}

/** Distractors are judged only with this many answers: of fewer, none may have come to one by chance. */
const fewestForDistractors = 100

/**
 * What to look at in an item, the gravest first. Nothing is said with fewer than 30 answers, nor about a void item.
 *
 * @see docs/rules/item-analysis.md Rule IA14.
 */
export function flagsOf(sums: ItemSums, { kind, optionIds, key }: FlaggedItem): Flag[] {
  if (sums.n < fewestToJudge || key === null) return []
  const figures = itemFigures(sums)
  const options = (optionFigures(sums, optionIds) ?? [])
    .filter(({ id }) => id !== '')
    .map((option) => ({ ...option, right: key.includes(option.id) }))
  const ofKey = kind === 'multiple' ? severalRightFlags(options) : oneRightFlags(options)
  const doubted = ofKey.flatMap((flag) => flag.options)
  const found = [
    ...ofKey,
    ...figureFlags(figures, guessing(kind, optionIds.length)),
    ...distractorFlags(
      options.filter(({ id }) => !doubted.includes(id)),
      figures,
    ),
  ]
  return flagNames.flatMap((name) => found.filter((flag) => flag.name === name))
}

type Judged = OptionFigures & { right: boolean }

function oneRightFlags(options: readonly Judged[]): Flag[] {
  const key = options.reduce((sum, { right, upper }) => sum + (right ? (upper ?? 0) : 0), 0)
  return flagOf(
    'key-doubtful',
    options.filter(({ right, upper }) => !right && upper !== null && upper > key),
  )
}

function severalRightFlags(options: readonly Judged[]): Flag[] {
  return [
    ...flagOf(
      'extra-right',
      options.filter(({ right, upper }) => !right && upper !== null && upper > 0.5),
    ),
    ...flagOf(
      'not-right',
      options.filter(({ right, upper }) => right && upper !== null && upper < 0.5),
    ),
  ]
}

/** "Surely" is beyond two standard errors of a correlation, 2 ÷ √n, so that chance alone rarely raises a flag. */
function figureFlags({ n, facility, pointBiserial, blank }: ItemFigures, guessed: number): Flag[] {
  const share = typeof facility === 'number' ? facility : 0
  const surely = typeof pointBiserial === 'number' ? pointBiserial + 2 / Math.sqrt(n) : 1
  const raised: [FlagName, boolean][] = [
    ['negative', surely < 0],
    ['weak', surely >= 0 && surely < 0.2 && share >= 0.2 && share <= 0.9],
    ['guessed', share <= guessed],
    ['easy', share >= 0.95],
    ['blank', typeof blank === 'number' && blank >= 0.1],
  ]
  return raised.flatMap(([name, holds]) => (holds ? [{ name, options: [] }] : []))
}

function distractorFlags(options: readonly Judged[], { n, facility }: ItemFigures): Flag[] {
  if (n < fewestForDistractors) return []
  const wrong = options.filter(({ right }) => !right)
  const tooEasy = typeof facility === 'number' && facility >= 0.95
  return [
    ...flagOf(
      'draws-good',
      wrong.filter(({ upper, lower }) => upper !== null && lower !== null && upper - lower >= 0.1),
    ),
    // Where nearly everybody is right, that says it all.
    ...flagOf('unchosen', tooEasy ? [] : wrong.filter(({ share }) => share < 0.01)),
  ]
}

/** What guessing brings on the average: one option in so many; of several right ones one set in so many. */
function guessing(kind: FlaggedItem['kind'], options: number): number {
  return kind === 'multiple' ? 1 / (2 ** options - 1) : 1 / options
}

const flagOf = (name: FlagName, options: readonly Judged[]): Flag[] =>
  options.length === 0 ? [] : [{ name, options: options.map(({ id }) => id) }]
