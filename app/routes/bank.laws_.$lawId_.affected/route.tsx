import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { carryOver } from '#app/services/laws/carry-over.ts'
import { carryWork } from '#app/domain/carry-work.ts'
import { readAffected } from '#app/services/laws/list-affected.ts'
import { approveBatch } from '#app/services/questions/review-question.ts'
import { takeSteps } from '#app/services/questions/take-step.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AffectedBatch } from './affected-batch.tsx'
import { BatchAnswer } from './batch-answer.tsx'
import { readChoices, readChosen, readComment } from './read-batch.ts'
import { StepNotices } from './step-notices.tsx'
import { ViewTabs } from './view-tabs.tsx'

const roles = ['author', 'reviewer'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const query = new URL(request.url).searchParams
  const affected = await readAffected(staff, params.lawId ?? '', {
    view: carryWork.find((view) => view === query.get('view')) ?? null,
    page: pageNumberOf(query),
    today: formatTime(context.now, 'day', context.locale),
  })
  if (!affected.ok) throw data(null, { status: affected.refusal === 'not-found' ? 404 : 403 })
  const [done, count] = (query.get('done') ?? '').split(':')
  return { ...affected.value, done: { what: done ?? '', count: count ?? '' } }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const form = await readForm(request)
  const lawId = params.lawId ?? ''
  const today = formatTime(context.now, 'day', context.locale)
  const comment = readComment(form)
  const acts = {
    carry: () => carryOver(staff, { lawId, choices: readChoices(form), today }),
    approve: () => approveBatch(staff, readChosen(form), comment),
    retire: () => takeSteps(staff, readChosen(form), { step: 'retired', comment }),
  }
  const intent = form.get('intent')
  if (intent !== 'carry' && intent !== 'approve' && intent !== 'retire') throw data(null, { status: 400 })
  const done = await acts[intent]()
  if (done.ok) {
    const [[what, count] = []] = Object.entries(done.value)
    return redirect(`/bank/laws/${lawId}/affected?done=${what}:${count}`)
  }
  if (done.refusal === 'not-allowed') throw data(null, { status: 403 })
  const code = namedIn(done)
  return data({ refusal: done.refusal, code }, { status: code === null ? 422 : 409 })
}

type Refused = Exclude<
  Awaited<ReturnType<typeof carryOver | typeof approveBatch | typeof takeSteps>>,
  { ok: true }
>

/** The question that stood in the way. */
function namedIn(refused: Refused): string | null {
  if ('first' in refused) return refused.first.code
  return 'code' in refused ? refused.code : null
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(lawMessages, locale).affected.title(page?.law.short ?? ''))

export default function Affected() {
  const m = useMessages(lawMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { law, counts, steps } = view
  const title = m.affected.title(law.short)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: m.title, to: '/bank/laws' },
          { label: law.short, to: `/bank/laws/${law.id}` },
          { label: title },
        ]}
        title={title}
        lead={m.affected.lead}
      />
      <BatchAnswer answer={answer ?? null} done={view.done} />
      <StepNotices lawId={law.id} steps={steps} mayWrite={view.mayWrite} />
      <ViewTabs counts={counts} view={view.view} />
      <AffectedBatch view={view} />
    </>
  )
}
