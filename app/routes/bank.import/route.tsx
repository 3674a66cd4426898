import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { wasTooLarge } from '#app/http/limit-body.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StartRefusal } from '#app/services/bank-files/import-jobs.ts'
import { listCitable } from '#app/services/questions/read-question.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { fileLimits } from '#question-bank/formats/file-limits.ts'
import { fileFormats } from '#question-bank/formats/file-question.ts'

import { ExportForm } from './export-form.tsx'
import { RecentFiles } from './recent-files.tsx'
import { UploadForm } from './upload-form.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankFileMessages, locale).title)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const laws = new Map((await listCitable(staff)).map(({ lawId, short }) => [lawId, short]))
  return {
    mayImport: staff.viewer.roles.some(({ role }) => role === 'author'),
    jobs: context.imports.list(staff).map(({ id, file, phase, outcome }) => ({
      ...{ id, name: file.name, phase },
      rejected: outcome?.counts.rejected ?? null,
    })),
    laws: [...laws].map(([id, short]) => ({ id, short })),
    wanted: Object.fromEntries(query),
    foundNothing: query.has('nothing'),
  }
}

type Refusal = 'no-file' | 'too-large' | Exclude<StartRefusal, 'not-allowed'>
const statuses = { 'no-file': 400, 'too-large': 413, busy: 409, full: 503 } satisfies Record<Refusal, number>

export async function action({ request, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, ['author'])
  if (wasTooLarge(request)) return refused('too-large')
  const form = await readForm(request)
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') return refused('no-file')
  if (file.size > fileLimits.bytes) return refused('too-large')
  const started = context.imports.start(staff, {
    file: new Uint8Array(await file.arrayBuffer()),
    name: nameOf(file),
    format: fileFormats.find((format) => format === form.get('format')),
  })
  if (started.ok) return redirect(`/bank/import/${started.value}`)
  if (started.refusal === 'not-allowed') throw data(null, { status: 403 })
  return refused(started.refusal)
}

/** The last part of what the browser says, without what no page and no record can hold. */
const nameOf = (file: File) =>
  file.name
    .replace(/^.*[\\/]/s, '')
    .replace(/\p{Cc}/gu, '')
    .slice(-100)

const refused = (refusal: Refusal) => data({ refusal }, { status: statuses[refusal] })

export default function BankImport() {
  const m = useMessages(bankFileMessages)
  const { mayImport, jobs, ...choice } = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()?.refusal ?? null
  return (
    <>
      <PageHeader title={m.title} lead={mayImport ? m.lead : m.leadExport} />
      <BankTabs />
      {mayImport && <UploadForm refusal={refusal} />}
      {jobs.length > 0 && <RecentFiles jobs={jobs} />}
      <ExportForm {...choice} />
    </>
  )
}
