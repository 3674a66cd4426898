import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { QuestionForm } from '#app/components/bank/question-form.tsx'
import { readContent } from '#app/components/bank/read-content.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
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
  const confirmed = form.get('confirmed') === 'yes'
  const written = await editQuestion(author, { questionId, base }, { content, confirmed })
  if (written.ok) return redirect(`/bank/${questionId}?done=written`)
  const kept = { content, base, faults: {}, twins: [], isChanged: false }
  if (written.refusal === 'faulty') return data({ ...kept, faults: written.faults }, { status: 422 })
  if (written.refusal === 'same-stem') return data({ ...kept, twins: written.twins }, { status: 409 })
  if (written.refusal === 'changed') return data({ ...kept, isChanged: true }, { status: 409 })
  throw data(null, { status: written.refusal === 'not-found' ? 404 : 403 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankFormMessages, locale).editTitle(page?.code ?? ''))

export default function EditQuestion() {
  const m = useMessages(bankFormMessages)
  const bank = useMessages(bankMessages)
  const { code, question, content, laws, today } = useLoaderData<typeof loader>()
  const opened = { content, base: question.version, faults: {}, twins: [], isChanged: false }
  const said = useActionData<typeof action>() ?? opened
  const cancelTo = `/bank/${question.id}`
  const title = m.editTitle(code)
  return (
    <>
      <PageHeader
        crumbs={[{ label: bank.title, to: '/bank' }, { label: code, to: cancelTo }, { label: title }]}
        title={title}
        lead={m.editLead}
      />
      {said.isChanged && (
        <Notice tone="warning" role="alert">
          {m.changedMeanwhile}
        </Notice>
      )}
      <QuestionForm
        content={said.content}
        faults={said.faults}
        twins={said.twins}
        laws={laws}
        today={today}
        base={said.base}
        material={question.material}
        cancelTo={cancelTo}
      />
    </>
  )
}

/** A stored question as the form shows it. */
function writtenOf({ options, key, kind, changed, ...content }: QuestionView['question']) {
  const isTruth = kind === 'true-false'
  return {
    ...content,
    kind,
    options: isTruth ? [] : options.map(({ text }) => text),
    pinned: options.flatMap(({ id, pinned }) => (pinned && !isTruth ? [id] : [])).join(''),
    key: key.join(''),
    changed: changed ?? '',
  }
}
