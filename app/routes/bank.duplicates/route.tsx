import { Form, type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankDuplicatesMessages } from '#app/i18n/bank-duplicates.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listDuplicates } from '#app/services/questions/list-duplicates.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import { AlikePair } from './alike-pair.tsx'
import { EnemiesPanel } from './enemies-panel.tsx'
import { type PairAnswer, readAct, takeAct } from './take-action.ts'

const percents = [40, 50, 60, 70, 80, 90]
const roles = ['author', 'reviewer'] as const

const percentOf = (query: URLSearchParams) => {
  const percent = Number(query.get('least'))
  return percents.includes(percent) ? percent : 40
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const query = new URL(request.url).searchParams
  const percent = percentOf(query)
  const wanted = { least: percent / 100, page: pageNumberOf(query) }
  const view = await listDuplicates(staff, context.duplicates, wanted)
  if (view.ok) return { ...view.value, percent, isTooLong: false }
  if (view.refusal === 'not-allowed') throw data(null, { status: 403 })
  return { pairs: [], enemies: [], page: 1, pageCount: 1, total: 0, percent, isTooLong: true }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const { similarity, ...sent } = readAct(await readForm(request))
  const done = await takeAct(staff, { similarity, ...sent })
  if (!done.ok) return data<PairAnswer>({ ...sent, refusal: done.refusal }, { status: 409 })
  const query = new URL(request.url).searchParams
  const back = new URLSearchParams({ least: String(percentOf(query)), page: String(pageNumberOf(query)) })
  back.set('done', sent.intent === 'added-by-code' ? 'added' : sent.intent)
  return redirect(`/bank/duplicates?${back}`)
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankDuplicatesMessages, locale).title)

export default function Duplicates() {
  const m = useMessages(bankDuplicatesMessages)
  const { pairs, enemies, page, pageCount, total, percent, isTooLong } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const [query] = useSearchParams()
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} />
      <BankTabs />
      {!answer && <Done act={query.get('done')} />}
      {answer && answer.intent !== 'added-by-code' && (
        <Notice tone="danger" role="alert">
          {m.refusals[answer.refusal]}
        </Notice>
      )}
      {isTooLong && <Notice tone="warning">{m.tooLong}</Notice>}
      <Form method="get">
        <Toolbar>
          <SelectField label={m.least} name="least" defaultValue={String(percent)} required={false}>
            {percents.map((one) => (
              <option key={one} value={one}>
                {m.leastOption(one)}
              </option>
            ))}
          </SelectField>
          <Button>{m.show}</Button>
        </Toolbar>
      </Form>
      {pairs.map((pair) => (
        <AlikePair key={`${pair.one.versionId} ${pair.other.versionId}`} pair={pair} />
      ))}
      {pairs.length === 0 && !isTooLong && (
        <Panel>
          <EmptyState title={m.emptyTitle} icon="success">
            {m.empty}
          </EmptyState>
        </Panel>
      )}
      {total > 0 && <Pagination page={page} pageCount={pageCount} total={total} />}
      {!isTooLong && <EnemiesPanel enemies={enemies} answer={answer} />}
    </>
  )
}

function Done({ act }: { act: string | null }) {
  const m = useMessages(bankDuplicatesMessages).done
  if (act === null || !Object.hasOwn(m, act)) return null
  return (
    <Notice tone="success" role="status">
      {m[act as keyof typeof m] /* Safe: just checked. */}
    </Notice>
  )
}
