import type { Problem } from './check.ts'
import type { WrittenEnemies } from './enemies.ts'
import { type Kind, letter, type WrittenLaw, type WrittenQuestion } from './question.ts'
import { isTrade } from './trades.ts'

type Whole = {
  files: readonly { name: string; content: WrittenLaw }[]
  enemies: readonly WrittenEnemies[]
}

/** What a machine can check of the shipped bank as a whole, and of what its questions must say about themselves. */
export function checkWhole({ files, enemies }: Whole): Problem[] {
  const questions = files.flatMap(({ content }) => content.questions)
  return [
    ...files.flatMap(({ name, content }) =>
      content.questions.flatMap((question) =>
        [...metadataProblems(question), ...pinnedProblems(question)].map((what) => ({
          where: `${name} ${question.id}`,
          what,
        })),
      ),
    ),
    ...bankProblems(questions).map((what) => ({ where: 'bank', what })),
    ...enemyProblems(enemies, questions),
  ]
}

function metadataProblems({ difficultyReason, note, trades }: WrittenQuestion): string[] {
  return [
    ...(difficultyReason === undefined ? ['says no reason for its difficulty'] : []),
    ...(note === undefined ? ['has no note for the reviewer'] : []),
    ...trades.filter((trade) => !isTrade(trade)).map((trade) => `${trade} is no trade`),
  ]
}

/** An option that speaks of the others: "以上都对", "前述各项均不正确". */
const aboutOthers = /^(以上|上述|前述|前面)|^(都|均|皆|全部)(不)?(对|正确|是|属于|符合)/

function pinnedProblems({ options = [], pinned = '' }: WrittenQuestion): string[] {
  return options.flatMap((text, place) =>
    aboutOthers.test(text) && !pinned.includes(letter(place))
      ? [`option ${letter(place)} speaks of the others and is not pinned`]
      : [],
  )
}

/** So many of a kind there must be before their spread says anything. */
const enough = 100

function bankProblems(questions: readonly WrittenQuestion[]): string[] {
  const of = (kind: Kind) => questions.filter((one) => one.kind === kind)
  const choices = questions.filter(({ kind }) => kind !== 'true-false')
  const speaking = choices.filter(({ options = [] }) => options.some((text) => aboutOthers.test(text)))
  return [
    ...(speaking.length * 10 > choices.length
      ? [
          `${speaking.length} of ${choices.length} choices have options that speak of the others: a tenth at most`,
        ]
      : []),
    ...spreadProblems(
      'key of single choices',
      of('single').map(({ key }) => key),
      [0.2, 0.3],
    ),
    ...spreadProblems(
      'key of true/false',
      of('true-false').map(({ key }) => key),
      [0.45, 0.55],
    ),
    ...spreadProblems(
      'number right in multiple choices',
      of('multiple').map(({ key }) => `${key.length}`),
      [0.1, 0.7],
    ),
  ]
}

/** Each value that a bank may not hold too seldom or too often, with the least and the greatest share. */
function spreadProblems(
  what: string,
  values: readonly string[],
  [least, most]: readonly [number, number],
): string[] {
  if (values.length < enough) return []
  return [...new Set(values)].sort().flatMap((value) => {
    const share = values.filter((one) => one === value).length / values.length
    return share < least || share > most
      ? [`${what}: ${value} in ${(100 * share).toFixed(1)} %, not ${100 * least} to ${100 * most} %`]
      : []
  })
}

function enemyProblems(enemies: readonly WrittenEnemies[], questions: readonly WrittenQuestion[]): Problem[] {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const seen = new Set<string>()
  return enemies.flatMap(({ one, other }) => {
    const name = `${one} ${other}`
    const [a, b] = [byId.get(one), byId.get(other)]
    const problems = [
      ...[one, other].filter((id) => !byId.has(id)).map((id) => `there is no question ${id}`),
      ...(one < other ? [] : ['the smaller code comes first']),
      ...(seen.has(name) ? ['the pair stands twice'] : []),
      ...(a?.case !== undefined && a.case === b?.case ? ['questions of one case belong together'] : []),
    ]
    seen.add(name)
    return problems.map((what) => ({ where: `enemies ${name}`, what }))
  })
}
