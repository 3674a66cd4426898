import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { download } from '#app/components/bank-files/download.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { questionTemplate } from '#app/services/bank-files/question-template.ts'

/** A workbook to fill in with questions. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  requireStaff(context, request, ['author'])
  const template = await questionTemplate()
  if (!template.ok) throw data(null, { status: 503 })
  const { templateFile } = messagesOf(bankFileMessages, context.locale)
  return download(template.value, { name: templateFile, format: 'xlsx' })
}
