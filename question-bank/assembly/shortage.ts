import type { PartKind } from '../blueprint.ts'
import type { Difficulty } from '../question.ts'

/**
 * What a bank lacks for one cell of a blueprint. Once `needed - available` more questions (in a case part: cases) of
 * this difficulty can be asked in the cell, for every shortage there is, the blueprint can be filled.
 */
export type Shortage = {
  /** Of the blueprint's parts, from 0. */
  part: number
  /** Of the part's cells, from 0. */
  cell: number
  kind: PartKind
  difficulty: Difficulty
  needed: number
  available: number
}
