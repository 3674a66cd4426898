import type { IndexedBank } from './assembly/index-bank.ts'
import { proveFillable } from './assembly/prove-fillable.ts'
import { examTemplates } from './blueprint.ts'
import type { Problem } from './check.ts'

/** The shipped exam templates that a bank cannot fill for a department of some trade, or of none. */
export function checkTemplatesOf(bank: IndexedBank, trades: readonly string[]): Problem[] {
  return examTemplates.flatMap(({ id, blueprint }) =>
    [null, ...trades].flatMap((trade) =>
      proveFillable(blueprint, bank, trade === null ? [] : [trade]).map(
        ({ part, cell, kind, difficulty, needed, available }) => ({
          where: `template ${id}${trade === null ? '' : `, ${trade}`}`,
          what: `part ${part + 1}, cell ${cell + 1} needs ${needed} ${kind} ${difficulty}, the bank has ${available}`,
        }),
      ),
    ),
  )
}
