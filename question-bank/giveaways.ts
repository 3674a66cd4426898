import type { Question } from './question.ts'
import { gramsOf, textOf } from './similarity.ts'

/** Two questions of which one may give the other away. `hint`: how likely it is to be worth reading, 0 to 1. */
export type Giveaway = { one: string; other: string; hint: number }

type Asked = Pick<Question, 'code' | 'kind' | 'stem' | 'options' | 'key' | 'material' | 'caseCode'>
type Weighed = {
  code: string
  caseCode: string | null
  text: ReadonlySet<string>
  answer: ReadonlySet<string>
}

/** Amounts and periods are alike in every law; what they are amounts of is not. */
const amount = /[一二三四五六七八九十百千万亿元日年倍]/

/**
 * Pairs in which one question may state what the other asks, or both ask the same, the most telling first. A person reads
 * them: what is true becomes a pair of enemies.
 *
 * Pieces of two neighbouring signs stand in for words; a piece weighs as much as it is rare (K. Spärck Jones, J. Documentation
 * 28, 1972). The weight that two texts share, divided by that of the lighter one, is multiplied by how much of the right
 * answer of one stands in the text of the other. Questions of one case belong together and are left out.
 *
 * @param least Between 0 and 1.
 */
export function findGiveaways(questions: readonly Asked[], least: number): Giveaway[] {
  const weighed = questions.map((question): Weighed => ({
    code: question.code,
    caseCode: question.caseCode,
    text: tellingOf(textOf(question)),
    answer: tellingOf(answerOf(question)),
  }))
  const holders = holdersOf(weighed)
  const weightOf = (piece: string) => Math.log(weighed.length / (holders.get(piece)?.length ?? 1))
  const sum = (pieces: Iterable<string>) => [...pieces].reduce((total, piece) => total + weightOf(piece), 0)
  const weights = weighed.map(({ text }) => sum(text))
  return sharersOf(weighed, holders, weightOf)
    .flatMap(({ one, other, shared }) => {
      const [a, b] = [weighed[one], weighed[other]]
      const lighter = Math.min(weights[one] ?? 0, weights[other] ?? 0)
      if (!a || !b || lighter === 0) return []
      const told = Math.max(share(a.answer, b.text, sum), share(b.answer, a.text, sum))
      const hint = (shared / lighter) * ((1 + told) / 2)
      return hint >= least ? [{ one: a.code, other: b.code, hint }] : []
    })
    .sort((a, b) => b.hint - a.hint || (a.one < b.one ? -1 : 1))
}

/** What is right: the right options, or what a true/false question states. */
function answerOf({ kind, stem, options, key }: Asked): string {
  if (kind === 'true-false') return stem
  return options
    .filter(({ id }) => key.includes(id))
    .map(({ text }) => text)
    .join(' ')
}

const tellingOf = (text: string) => new Set([...gramsOf(text)].filter((piece) => !amount.test(piece)))

/** How much of the weight of some pieces a text has. */
function share(
  pieces: ReadonlySet<string>,
  text: ReadonlySet<string>,
  sum: (pieces: Iterable<string>) => number,
): number {
  const all = sum(pieces)
  return all === 0 ? 0 : sum([...pieces].filter((piece) => text.has(piece))) / all
}

function holdersOf(weighed: readonly Weighed[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  for (const [place, { text }] of weighed.entries()) {
    for (const piece of text) {
      const sharing = holders.get(piece)
      if (sharing) sharing.push(place)
      else holders.set(piece, [place])
    }
  }
  return holders
}

/** Pairs that share rare pieces, with the weight of those: a piece that a twentieth of the bank has tells nothing. */
function sharersOf(
  weighed: readonly Weighed[],
  holders: ReadonlyMap<string, readonly number[]>,
  weightOf: (piece: string) => number,
): { one: number; other: number; shared: number }[] {
  const shared = new Map<number, number>()
  for (const [piece, places] of holders) {
    if (places.length > Math.max(20, weighed.length / 20)) continue
    for (const [at, one] of places.entries())
      for (const other of places.slice(at + 1)) {
        const pair = one * weighed.length + other
        shared.set(pair, (shared.get(pair) ?? 0) + weightOf(piece))
      }
  }
  return [...shared]
    .map(([pair, weight]) => ({
      one: Math.floor(pair / weighed.length),
      other: pair % weighed.length,
      shared: weight,
    }))
    .filter(({ one, other }) => {
      const code = weighed[one]?.caseCode
      return code === null || code !== weighed[other]?.caseCode
    })
}
