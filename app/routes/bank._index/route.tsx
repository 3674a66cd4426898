import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listQuestions } from '#app/services/questions/list-questions.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { difficulties, kinds } from '#question-bank/question.ts'

import { FilterForm } from './filter-form.tsx'
import { QuestionTable } from './question-table.tsx'

/** What is not a filter of ours counts as none. */
const Filter = z.object({
  lawId: z.string().max(60).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  difficulty: z.enum(difficulties).optional().catch(undefined),
  state: z.enum(['draft', 'in-review', 'approved', 'retired']).optional().catch(undefined),
  text: z.string().trim().max(100).optional().catch(undefined),
})

export type QuestionFilter = z.infer<typeof Filter>

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const filter = Filter.parse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
  const view = await listQuestions(staff, filter, pageNumberOf(query))
  if (!view.ok) throw data(null, { status: 403 })
  return { ...view.value, filter }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).title)

export default function Bank() {
  const m = useMessages(bankMessages)
  const { questions, total, page, pageCount, laws, waiting, mayWrite, filter } =
    useLoaderData<typeof loader>()
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          mayWrite && (
            <LinkButton to="/bank/new" variant={waiting > 0 ? 'secondary' : 'primary'} icon="document">
              {m.newQuestion}
            </LinkButton>
          )
        }
      />
      {waiting > 0 && filter.state !== 'in-review' && (
        <NextStep
          title={m.waiting(waiting)}
          action={
            <LinkButton to="/bank?state=in-review" variant="primary" size="large">
              {m.showWaiting}
            </LinkButton>
          }
        >
          {m.waitingWhy}
        </NextStep>
      )}
      <BankTabs />
      <FilterForm filter={filter} laws={laws} />
      <Panel flush>
        <QuestionTable questions={questions} isFiltered={isFiltered} mayWrite={mayWrite} />
      </Panel>
      <Pagination page={page} pageCount={pageCount} total={total} />
    </>
  )
}
