import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { readSeen } from '#app/components/bank/read-seen.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listQuestions } from '#app/services/questions/list-questions.ts'
import { approveBatch } from '#app/services/questions/review-question.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { ApproveBatchForm, type BatchRefusal } from './approve-batch-form.tsx'
import { FilterForm } from './filter-form.tsx'
import { Approved, Waiting } from './notices.tsx'
import { QuestionTable } from './question-table.tsx'
import { isExportable, queryOf, readFilter } from './read-filter.ts'
import { StateLinks } from './state-links.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const filter = readFilter(query)
  const view = await listQuestions(staff, filter, pageNumberOf(query))
  if (!view.ok) throw data(null, { status: 403 })
  return { ...view.value, filter }
}

/** Approves what a reviewer ticked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const reviewer = requireStaff(context, request, ['reviewer'])
  const form = await readForm(request)
  const keys = readSeen(form)
  const said = form.get('comment')
  const comment = typeof said === 'string' ? said.trim().slice(0, 2000) : ''
  const done = await approveBatch(reviewer, keys, comment)
  if (done.ok) return redirect(`/bank?state=in-review&approved=${done.value.approved}`)
  const code = 'first' in done ? (done.first.code ?? '') : ''
  const refusal = done.refusal === 'no-comment' ? 'changed' : done.refusal
  return data<BatchRefusal>({ refusal, code }, { status: refusal === 'none' ? 422 : 409 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).title)

const batchForm = 'approve-batch'

export default function Bank() {
  const m = useMessages(bankMessages)
  const { questions, total, counts, page, pageCount, laws, waiting, mayWrite, filter, words } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  const mayApprove = questions.some((question) => question.mayApprove)
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} actions={mayWrite && <NewLinks isFirst={waiting === 0} />} />
      {!refused && <Approved />}
      {filter.state !== 'in-review' && <Waiting count={waiting} />}
      <BankTabs />
      <FilterForm filter={filter} laws={laws} />
      <StateLinks filter={filter} counts={counts} />
      <Panel flush>
        <QuestionTable
          questions={questions}
          words={words}
          batchForm={mayApprove ? batchForm : null}
          empty={<NothingFound filter={filter} mayWrite={mayWrite} />}
        />
      </Panel>
      <Pagination page={page} pageCount={pageCount} total={total} />
      {(mayApprove || refused) && <ApproveBatchForm id={batchForm} refused={refused} />}
      {total > 0 && isExportable(filter) && (
        <p>
          <LinkButton to={`/bank/import?${queryOf(filter)}`} size="small">
            {m.export}
          </LinkButton>
        </p>
      )}
    </>
  )
}

function NewLinks({ isFirst }: { isFirst: boolean }) {
  const m = useMessages(bankMessages)
  return (
    <>
      <LinkButton to="/bank/cases/new">{m.newCase}</LinkButton>
      <LinkButton to="/bank/new" variant={isFirst ? 'primary' : 'secondary'} icon="document">
        {m.newQuestion}
      </LinkButton>
    </>
  )
}

function NothingFound({ filter, mayWrite }: { filter: ReturnType<typeof readFilter>; mayWrite: boolean }) {
  const m = useMessages(bankMessages)
  const { state, ...others } = filter
  const isFiltered = Object.values(others).some((value) => value !== undefined)
  const words = isFiltered ? m.empty : state === 'in-review' ? m.nothingWaits : m.emptyBank
  return (
    <EmptyState
      title={m.emptyTitle}
      icon="search"
      action={
        isFiltered || state ? (
          <LinkButton to="/bank">{m.filter.clear}</LinkButton>
        ) : (
          mayWrite && <LinkButton to="/bank/new">{m.newQuestion}</LinkButton>
        )
      }
    >
      {words}
    </EmptyState>
  )
}
