import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { flagNames } from '#app/domain/item-analysis-flags.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listFlaggedQuestions } from '#app/services/item-statistics/list-flagged-questions.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { FlaggedTable } from './flagged-table.tsx'
import { Levels } from './levels.tsx'
import { levels } from './level-names.ts'

/** What is not a filter of ours counts as none. */
const Filter = z.object({
  level: z.enum(levels).catch('look'),
  flag: z.enum(flagNames).optional().catch(undefined),
})

const urgencies = { urgent: 3, look: 2, note: 1, all: 0 } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const { level, flag } = Filter.parse(Object.fromEntries(query))
  const wanted = { urgency: urgencies[level], flag, page: pageNumberOf(query) }
  const view = await listFlaggedQuestions(staff, wanted)
  if (!view.ok) throw data(null, { status: 403 })
  const counts = Object.fromEntries(view.value.counts.map(({ urgency, questions }) => [urgency, questions]))
  const sizes = levels.map((name) => ({ name, questions: counts[urgencies[name]] ?? 0 }))
  return { ...view.value, sizes, level, flag: flag ?? null }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(itemMessages, locale).list.title)

export default function FlaggedQuestions() {
  const m = useMessages(itemMessages)
  const { questions, total, page, pageCount, sizes, level, flag } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.list.title} lead={m.list.lead} />
      <BankTabs />
      <Levels sizes={sizes} level={level} flag={flag} />
      <Panel flush>
        {questions.length === 0 ? (
          <EmptyState title={m.list.empty}>{m.list.emptyNext}</EmptyState>
        ) : (
          <FlaggedTable questions={questions} />
        )}
      </Panel>
      <Pagination page={page} pageCount={pageCount} total={total} />
    </>
  )
}
