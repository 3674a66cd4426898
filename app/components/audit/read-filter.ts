import { z } from 'zod'

const dayMs = 24 * 60 * 60 * 1000

const Query = z.object({
  action: z.string().max(60).optional().catch(undefined),
  person: z.string().trim().max(60).optional().catch(undefined),
  subject: z.string().max(40).optional().catch(undefined),
  subjectId: z.string().trim().max(100).optional().catch(undefined),
  // Before any log there is; a year before 1 is none to the database.
  day: z.iso
    .date()
    .refine((day) => day >= '1970')
    .optional()
    .catch(undefined),
})

/** What the address asks for: as the form shows it, and as the service takes it. A day is a day of Shanghai. */
export function readFilter(query: URLSearchParams) {
  const typed = Query.parse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
  const { day, ...filter } = typed
  const begin = day ? new Date(`${day}T00:00:00+08:00`) : null
  const between = begin ? ([begin, new Date(begin.getTime() + dayMs)] as const) : undefined
  return { typed, filter: { ...filter, between } }
}

export type TypedFilter = z.infer<typeof Query>
