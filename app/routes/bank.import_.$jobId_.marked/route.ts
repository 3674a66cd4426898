import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { download } from '#app/components/bank-files/download.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { rowReason } from '#app/i18n/reason-in-words.ts'

/** The uploaded questions as a workbook, with what became of each row: to be corrected and uploaded again. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author'])
  const job = context.imports.find(staff, params.jobId ?? '')
  if (!job?.outcome) throw data(null, { status: 404 })
  const m = messagesOf(bankFileMessages, context.locale)
  const marked = await context.imports.correct(job, ({ row, sheet, verdict, fault, detail }) => ({
    ...{ row, sheet, isRejected: verdict === 'rejected', verdict: m.verdicts[verdict] },
    reason: verdict === 'rejected' ? rowReason(context.locale, { fault, detail, sheet: null }) : '',
  }))
  if (!marked.ok) throw data(null, { status: 503 })
  const name = job.file.name.replace(/\.[^.]*$/, '')
  return download(marked.value, { name: m.correctionsFile(name), format: 'xlsx' })
}
