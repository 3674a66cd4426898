import type { PartKind } from '../blueprint.ts'
import { difficulties, type Difficulty } from '../question.ts'
import type { Candidate, EnemyPair, QuestionFact, QuestionFacts } from './candidate.ts'
import type { Prepared } from './prepare.ts'

/** What is drawn as a whole: a question that stands alone, or a case with all its questions in order. */
export type Block = {
  kind: PartKind
  questions: readonly Candidate[]
  difficulty: Difficulty
  /** Readers that every question of it is for. */
  audience: readonly string[]
  isCommon: boolean
  /** Trades whose own stock it belongs to. */
  trades: readonly string[]
  /** How many papers had it: its most exposed question counts. */
  papers: number
  /** Sum over its questions of the share of candidates that is expected to answer right. */
  facility: number
}

/** A bank made ready for assembly. The same questions, enemies and facts give the same one, in whatever order they are read. */
export type IndexedBank = {
  blocks: readonly Block[]
  /** The enemies of each block, as places in `blocks`. */
  enemies: readonly (readonly number[])[]
  /** Trades that some question is for. */
  trades: ReadonlySet<string>
  /** Blueprints that were prepared for this bank: a memory, without any effect on what is assembled. */
  prepared: Map<string, Prepared>
}

/** The share of candidates that is expected to answer a question right which too few have answered yet. */
export const expectedFacility: Record<Difficulty, number> = { easy: 0.85, medium: 0.65, hard: 0.45 }

/**
 * Makes a bank ready for assembly. Needed once for each state of the bank: everything that depends on a blueprint is
 * prepared when it is first asked for, and kept with the index.
 *
 * @param candidates Of one question, one version is kept: the one with the greatest id.
 */
export function indexBank(
  candidates: readonly Candidate[],
  enemies: readonly EnemyPair[],
  facts: QuestionFacts,
): IndexedBank {
  const ordered = inOrder(candidates)
  const blocks = blocksOf(ordered, facts)
  return {
    blocks,
    enemies: enemiesOf(blocks, enemies),
    trades: new Set(ordered.flatMap(({ trades }) => trades)),
    prepared: new Map(),
  }
}

function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const newest = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const other = newest.get(candidate.questionId)
    if (!other || other.versionId < candidate.versionId) newest.set(candidate.questionId, candidate)
  }
  return [...newest.values()].sort((a, b) => compare(a.code, b.code) || compare(a.questionId, b.questionId))
}

function blocksOf(ordered: readonly Candidate[], facts: QuestionFacts): Block[] {
  const cases = new Map<string, Candidate[]>()
  const blocks: Candidate[][] = []
  for (const candidate of ordered) {
    const siblings = candidate.caseCode === null ? undefined : cases.get(candidate.caseCode)
    if (siblings) siblings.push(candidate)
    else {
      const block = [candidate]
      if (candidate.caseCode !== null) cases.set(candidate.caseCode, block)
      blocks.push(block)
    }
  }
  return blocks.map((questions) => blockOf(questions, facts))
}

function blockOf(questions: readonly Candidate[], facts: QuestionFacts): Block {
  const [first, ...others] = questions as [Candidate, ...Candidate[]] // A block has a question.
  const known = questions.map((question) => facts.get(question.questionId))
  const exposed = {
    papers: Math.max(...known.map((fact) => fact?.papers ?? 0)),
    facility: questions.reduce((sum, question, at) => sum + facilityOf(question, known[at]), 0),
  }
  const { audience, trades, difficulty } = first
  if (others.length === 0)
    return {
      ...{ kind: first.caseCode === null ? first.kind : ('case' as const), questions, difficulty, audience },
      ...{ isCommon: trades.length === 0, trades, ...exposed },
    }
  return {
    kind: 'case',
    questions,
    difficulty: difficultyOf(questions),
    audience: audience.filter((reader) => others.every((other) => other.audience.includes(reader))),
    isCommon: questions.every((question) => question.trades.length === 0),
    trades: tradesOf(questions),
    ...exposed,
  }
}

/**
 * A case is easy (hard) when its questions are, on average, more than a quarter of a level easier (harder) than medium:
 * of three, two medium and one hard make it hard.
 */
function difficultyOf(questions: readonly Candidate[]): Difficulty {
  const levels = questions.map(({ difficulty }) => difficulties.indexOf(difficulty) - 1)
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
  if (mean < -0.25) return 'easy'
  return mean > 0.25 ? 'hard' : 'medium'
}

/** A case belongs to a trade that every question of it names which names trades at all. */
function tradesOf(questions: readonly Candidate[]): readonly string[] {
  const named = questions.map(({ trades }) => trades).filter(({ length }) => length > 0)
  return (named[0] ?? []).filter((trade) => named.every((trades) => trades.includes(trade)))
}

const facilityOf = ({ difficulty }: Candidate, fact: QuestionFact | undefined) =>
  fact?.facility ?? expectedFacility[difficulty]

function enemiesOf(blocks: readonly Block[], pairs: readonly EnemyPair[]): number[][] {
  const places = new Map<string, number>()
  for (const [place, { questions }] of blocks.entries())
    for (const { questionId } of questions) places.set(questionId, place)
  const enemies = new Map<number, Set<number>>()
  const add = (block: number, enemy: number) => {
    const known = enemies.get(block)
    if (known) known.add(enemy)
    else enemies.set(block, new Set([enemy]))
  }
  for (const { one, other } of pairs) {
    const [a, b] = [places.get(one), places.get(other)]
    // Questions of one case are meant to stand together.
    if (a === undefined || b === undefined || a === b) continue
    add(a, b)
    add(b, a)
  }
  const none: number[] = []
  return blocks.map((_, place) => {
    const set = enemies.get(place)
    return set ? [...set].sort((a, b) => a - b) : none
  })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
