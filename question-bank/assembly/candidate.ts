import type { Difficulty, Kind } from '../question.ts'

/** What assembly must know of a question version that may be asked. */
export type Candidate = {
  /** Of the question through all its versions: enemies and facts are kept by it. */
  questionId: string
  versionId: string
  /** The question's stable name; the questions of a case are asked in its order. */
  code: string
  kind: Kind
  lawId: string
  /** Branch of law (部门法). */
  field: string
  topic: string
  difficulty: Difficulty
  audience: readonly string[]
  /** Empty: common stock. */
  trades: readonly string[]
  /** Questions of one case share it. */
  caseCode: string | null
  options: readonly { id: string; pinned?: true }[]
}

/** Two questions, by question id, that must not stand in one paper. */
export type EnemyPair = { one: string; other: string }

/** What was known of a question when the exam was published. */
export type QuestionFact = {
  /** How many papers had it within the days of the blueprint's exposure limit. */
  papers: number
  /** Share of right answers so far, 0 to 1; null while too few have answered it. */
  facility: number | null
}

/** By question id; a question that was never asked has none. */
export type QuestionFacts = ReadonlyMap<string, QuestionFact>

export type AssembledItem = {
  itemId: string
  questionVersionId: string
  kind: Kind
  /** Option ids in the order of this paper. */
  options: string[]
  marks: number
}
