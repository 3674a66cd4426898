import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { QuestionForm } from '#app/components/bank/question-form.tsx'
import { readContent } from '#app/components/bank/read-content.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listCitable } from '#app/services/questions/read-question.ts'
import { createQuestion } from '#app/services/questions/write-question.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  return { laws: await listCitable(author), today: formatTime(context.now, 'day', context.locale) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const content = readContent(await readForm(request))
  const written = await createQuestion(author, content)
  if (written.ok) return redirect(`/bank/${written.value.questionId}?done=written`)
  if (written.refusal === 'faulty') return data({ content, faults: written.faults }, { status: 422 })
  throw data(null, { status: 403 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).form.newTitle)

export default function NewQuestion() {
  const m = useMessages(bankMessages)
  const { laws, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank' }, { label: m.form.newTitle }]}
        title={m.form.newTitle}
        lead={m.form.newLead}
      />
      <QuestionForm
        content={answer?.content ?? null}
        faults={answer?.faults ?? {}}
        laws={laws}
        today={today}
        base={null}
        cancelTo="/bank"
      />
    </>
  )
}
