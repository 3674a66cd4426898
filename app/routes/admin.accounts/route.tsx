import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { FormId, requireForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { accountActs, manageAccount, openAccount } from '#app/services/administration/manage-account.ts'
import { findPeople } from '#app/services/administration/search-people.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Outcome } from './outcome.tsx'
import { PeopleTable } from './people-table.tsx'
import { SearchForm } from './search-form.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const text = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 60)
  return { text, result: text === '' ? null : await findPeople(administrator, text) }
}

const Wanted = z.object({ id: FormId, intent: z.enum([...accountActs, 'open']) })

/** A code is in the answer to this one request and nowhere else: not in an address, not in a redirect. */
export async function action({ request, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const { id, intent } = await requireForm(request, Wanted)
  const act = accountActs.find((known) => known === intent)
  const done = act
    ? await manageAccount(administrator, context.logins, { accountId: id, act })
    : await openAccount(administrator, context.logins, id)
  const headers = { 'Cache-Control': 'no-store' }
  if (!done.ok) return data({ id, act: null, code: null, refusal: done.refusal }, { status: 409, headers })
  return data({ id, act: act ?? null, code: done.value, refusal: null }, { headers })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(adminMessages, locale).search.title)

export default function Accounts() {
  const m = useMessages(adminMessages).search
  const { text, result } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const person = result?.people.find((one) => answer && [one.accountId, one.personId].includes(answer.id))
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} />
      <AdminTabs />
      {answer && <Outcome answer={answer} name={person?.name ?? ''} />}
      <SearchForm text={text} />
      <Panel title={result ? m.caption : undefined} flush={result !== null}>
        {result ? (
          <PeopleTable
            people={result.people}
            empty={
              <EmptyState title={m.emptyTitle(text)} icon="search">
                {m.empty}
              </EmptyState>
            }
          />
        ) : (
          <EmptyState title={m.startTitle} icon="user">
            {m.start}
          </EmptyState>
        )}
      </Panel>
      {result?.more && <Notice>{m.more}</Notice>}
    </>
  )
}
