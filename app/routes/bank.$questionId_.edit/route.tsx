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
import { listCitable, type QuestionView, readQuestion } from '#app/services/questions/read-question.ts'
import { editQuestion } from '#app/services/questions/write-question.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const view = await readQuestion(author, params.questionId ?? '')
  if (!view.ok) throw data(null, { status: 404 })
  const { code, question } = view.value
  return {
    ...{ code, question, content: writtenOf(question) },
    laws: await listCitable(author),
    today: formatTime(context.now, 'day', context.locale),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const form = await readForm(request)
  const content = readContent(form)
  const base = Number(form.get('base'))
  const questionId = params.questionId ?? ''
  const written = await editQuestion(author, { questionId, base }, content)
  if (written.ok) return redirect(`/bank/${questionId}?done=written`)
  if (written.refusal === 'faulty') return data({ content, base, faults: written.faults }, { status: 422 })
  if (written.refusal === 'changed') return data({ content, base, faults: null }, { status: 409 })
  throw data(null, { status: written.refusal === 'not-found' ? 404 : 403 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).form.editTitle(page?.code ?? ''))

export default function EditQuestion() {
  const m = useMessages(bankMessages)
  const { code, question, content, laws, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const cancelTo = `/bank/${question.id}`
  const title = m.form.editTitle(code)
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank' }, { label: code, to: cancelTo }, { label: title }]}
        title={title}
        lead={m.form.editLead}
      />
      {answer?.faults === null && (
        <Notice tone="warning" role="alert">
          {m.form.changed}
        </Notice>
      )}
      <QuestionForm
        content={answer?.content ?? content}
        faults={answer?.faults ?? {}}
        laws={laws}
        today={today}
        base={answer?.base ?? question.version}
        cancelTo={cancelTo}
      />
    </>
  )
}

/** A stored question as the form shows it. */
function writtenOf({ options, key, kind, ...content }: QuestionView['question']) {
  return {
    ...content,
    kind,
    options: kind === 'true-false' ? [] : options.map(({ text }) => text),
    key: key.join(''),
  }
}
