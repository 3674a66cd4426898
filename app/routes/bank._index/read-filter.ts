import { z } from 'zod'

import { audiences, difficulties, kinds } from '#question-bank/question.ts'
import { trades } from '#question-bank/trades.ts'

const longestText = 500

const flag = z
  .enum(['yes', 'no'])
  .transform((word) => word === 'yes')
  .optional()
  .catch(undefined)

/** What is not a filter of ours counts as none. */
const Filter = z.object({
  // Whoever pastes a whole stem finds it by its beginning.
  text: z
    .string()
    .transform((text) => text.trim().slice(0, longestText))
    .optional(),
  state: z.enum(['draft', 'in-review', 'approved', 'retired']).optional().catch(undefined),
  lawId: z.string().max(60).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  field: z.string().max(60).optional().catch(undefined),
  difficulty: z.enum(difficulties).optional().catch(undefined),
  audience: z.enum(audiences).optional().catch(undefined),
  trade: z.enum(trades).optional().catch(undefined),
  origin: z.enum(['shipped', 'written', 'imported']).optional().catch(undefined),
  inCase: flag,
  changed: flag,
})

export type ListFilter = z.infer<typeof Filter>

/** The filter of an address. */
export const readFilter = (query: URLSearchParams): ListFilter =>
  Filter.parse(Object.fromEntries([...query].filter(([, value]) => value !== '')))

/** The address of a filter. */
export function queryOf(filter: ListFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query.set(name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : value)
  }
  return String(query)
}

const exported: readonly string[] = ['state', 'lawId', 'kind', 'difficulty']

/** Whether the page of exports can write a file of exactly what the list shows. */
export const isExportable = (filter: ListFilter): boolean =>
  Object.entries(filter).every(([name, value]) => value === undefined || exported.includes(name))
