import { data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { download } from '#app/components/bank-files/download.ts'
import { formatTime } from '#app/components/format-time.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { exportQuestions } from '#app/services/bank-files/export-questions.ts'
import { exportFormats } from '#question-bank/formats/write-file.ts'
import { difficulties, kinds } from '#question-bank/question.ts'

/** What is not a filter of ours counts as none. */
const Wanted = z.object({
  format: z.enum(exportFormats).catch('xlsx'),
  state: z.enum(['draft', 'in-review', 'approved', 'retired']).catch('approved'),
  lawId: z.string().max(60).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  difficulty: z.enum(difficulties).optional().catch(undefined),
})

/** Questions of the bank as a file to save. Every export is audited. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const { format, ...filter } = Wanted.parse(
    Object.fromEntries([...query].filter(([, value]) => value !== '')),
  )
  const account = { id: staff.accountId, name: staff.name }
  const exported = await exportQuestions({ db: staff.db, account }, { filter, format })
  if (exported.ok) {
    const m = messagesOf(bankFileMessages, context.locale)
    const name = m.exportFile(formatTime(context.now, 'day', context.locale))
    return download(exported.value.file, { name, format })
  }
  if (exported.refusal === 'nothing') {
    query.set('nothing', 'yes')
    throw redirect(`/bank/import?${query}`)
  }
  throw data(null, { status: 503 })
}
