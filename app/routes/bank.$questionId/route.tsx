import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { approveQuestion, sendBackQuestion, submitQuestion } from '#app/services/questions/review-question.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { QuestionContent } from './question-content.tsx'
import { QuestionHistory } from './question-history.tsx'
import { ReviewForms } from './review-forms.tsx'

const roles = ['author', 'reviewer'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const wanted = Number(new URL(request.url).searchParams.get('version')) || undefined
  const view = await readQuestion(staff, params.questionId ?? '', wanted)
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const form = await readForm(request)
  const key = { questionId: params.questionId ?? '', version: Number(form.get('version')) }
  const said = form.get('comment')
  const comment = typeof said === 'string' ? said.trim().slice(0, 2000) : ''
  const intent = form.get('intent')
  const acts = {
    submitted: () => submitQuestion(staff, key),
    approved: () => approveQuestion(staff, key, comment),
    'sent-back': () => sendBackQuestion(staff, key, comment),
  }
  if (intent !== 'submitted' && intent !== 'approved' && intent !== 'sent-back')
    throw data(null, { status: 400 })
  const done = await acts[intent]()
  if (done.ok) return redirect(`/bank/${key.questionId}?done=${intent}`)
  if (done.refusal === 'not-found') throw data(null, { status: 404 })
  return data({ refusal: done.refusal, comment }, { status: done.refusal === 'no-comment' ? 422 : 409 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).question.title(page?.code ?? ''))

export default function Question() {
  const m = useMessages(bankMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [query] = useSearchParams()
  const { code, question, versions, may } = view
  const isNewest = versions[0]?.version === question.version
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank' }, { label: code }]}
        title={m.question.title(code)}
        badge={<StateBadge state={question.state} />}
        lead={`${m.question.version(question.version)} · ${m.kinds[question.kind]} · ${m.difficulties[question.difficulty]}`}
        actions={may.edit && <LinkButton to={`/bank/${question.id}/edit`}>{m.question.edit}</LinkButton>}
      />
      <Done step={answer ? null : query.get('done')} />
      {answer && answer.refusal !== 'no-comment' && (
        <Notice tone="danger" role="alert">
          {m.question.refusals[answer.refusal]}
        </Notice>
      )}
      {!isNewest && (
        <Notice tone="warning" title={m.question.old}>
          <LinkButton to={`/bank/${question.id}`} size="small">
            {m.question.newest}
          </LinkButton>
        </Notice>
      )}
      <QuestionContent view={view} />
      {isNewest && <ReviewForms view={view} answer={answer ?? null} />}
      <QuestionHistory view={view} />
    </>
  )
}

function Done({ step }: { step: string | null }) {
  const m = useMessages(bankMessages).question.done
  if (step !== 'submitted' && step !== 'approved' && step !== 'sent-back' && step !== 'written') return null
  return (
    <Notice tone="success" role="status">
      {m[step]}
    </Notice>
  )
}
