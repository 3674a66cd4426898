import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { PhaseBadge } from '#app/components/bank-files/phase-badge.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { requireForm } from '#app/http/read-form.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { fileReason, rowReason } from '#app/i18n/reason-in-words.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readJob, shownRows } from '#app/services/bank-files/read-job.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

import { JobState } from './job-state.tsx'
import { RowTable } from './row-table.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankFileMessages, locale).title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author'])
  const query = new URL(request.url).searchParams
  const job = context.imports.find(staff, params.jobId ?? '')
  if (!job) throw data(null, { status: 404 })
  // What is to be mended comes first, unless another kind is asked for.
  const first = job.outcome?.counts.rejected ? 'rejected' : 'all'
  const show = z.enum(shownRows).catch(first).parse(query.get('show'))
  const { fault, result, ...view } = readJob(job, { show, page: pageNumberOf(query) })
  return {
    ...view,
    show,
    refusedTwice: query.get('refused'),
    faultWords: fault && fileReason(context.locale, { fault: fault.refusal, detail: fault.detail }),
    result: result && {
      ...result,
      rows: result.rows.map(({ fault: code, ...row }) => ({
        ...row,
        reason:
          code === '' ? '' : rowReason(context.locale, { fault: code, detail: row.detail, sheet: null }),
      })),
    },
  }
}

const Act = z.object({ intent: z.enum(['import', 'discard']) })

export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, ['author'])
  const { intent } = await requireForm(request, Act)
  const jobId = params.jobId ?? ''
  if (intent === 'discard') {
    context.imports.discard(staff, jobId)
    return redirect('/bank/import')
  }
  const confirmed = context.imports.confirm(staff, jobId)
  if (confirmed.ok) return redirect(`/bank/import/${jobId}`)
  if (confirmed.refusal === 'not-found') throw data(null, { status: 404 })
  if (confirmed.refusal === 'not-allowed') throw data(null, { status: 403 })
  return redirect(`/bank/import/${jobId}?refused=${confirmed.refusal}`)
}

export default function ImportJob() {
  const m = useMessages(bankFileMessages)
  const { result, show, ...job } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank/import' }, { label: <span lang="zh-CN">{job.name}</span> }]}
        title={<span lang="zh-CN">{job.name}</span>}
        badge={<PhaseBadge phase={job.phase} />}
        lead={result && m.summary(result.total, m.formats[result.format])}
      />
      <BankTabs />
      <JobState {...job} counts={result?.counts ?? null} />
      {result && <RowTable {...result} jobId={job.id} show={show} />}
    </>
  )
}
