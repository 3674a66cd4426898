import type { Blueprint } from '../blueprint.ts'
import type { IndexedBank } from './index-bank.ts'
import { prepare } from './prepare.ts'
import type { Shortage } from './shortage.ts'

/**
 * Proves that a bank can fill a blueprint for a department, or names what is missing.
 *
 * The proof is a paper: where nothing is short, one paper that satisfies every rule has been found, and `assemblePaper`
 * keeps it to fall back on, so what is proved is assembled for every seed. Where nothing competes (no enemies, and no two
 * parts that want the same questions) the answer is exact both ways. Otherwise to choose is as hard as finding
 * independent sets in a graph; the search then is bounded, and what it does not find counts as short: the proof may ask
 * for a question too many, never for one too few.
 *
 * @param trades Of the department's people. Own stock is taken from these trades; when no question may be asked of
 *   them, from the common stock.
 * @returns Empty: every paper can be assembled.
 */
export function proveFillable(
  blueprint: Blueprint,
  bank: IndexedBank,
  trades: readonly string[],
): Shortage[] {
  return prepare(blueprint, bank, trades).shortages
}
