import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { nextInQueue } from '#app/services/questions/next-in-queue.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { type Answer, isMissing } from './answer.ts'
import { ArticlePanel } from './article-panel.tsx'
import { CommentsPanel } from './comments-panel.tsx'
import { Outcome } from './outcome.tsx'
import { QuestionContent } from './question-content.tsx'
import { QuestionHistory } from './question-history.tsx'
import styles from './question.module.css'
import { QueueBar } from './queue-bar.tsx'
import { RelatedPanels } from './related-panels.tsx'
import { RetireForm, StepForms } from './step-forms.tsx'
import { readAct, takeAct } from './take-action.ts'

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
  const sent = readAct(await readForm(request), params.questionId ?? '')
  const done = await takeAct(staff, sent)
  const { intent, key, comment } = sent
  if (done.ok) {
    const isDecided = intent === 'approved' || intent === 'sent-back'
    const next = isDecided ? await nextInQueue(staff, key.questionId) : null
    const query = next ? `done=${intent}&was=${encodeURIComponent(next.was)}` : `done=${intent}`
    return redirect(`/bank/${next?.questionId ?? key.questionId}?${query}`)
  }
  if (done.refusal === 'not-found') throw data(null, { status: 404 })
  const status = isMissing(done.refusal) ? 422 : 409
  return data<Answer>({ intent, refusal: done.refusal, comment }, { status })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankQuestionMessages, locale).title(page?.code ?? ''))

export default function Question() {
  const m = useMessages(bankQuestionMessages)
  const bank = useMessages(bankMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const { code, question, versions, may, queue } = view
  return (
    <>
      <PageHeader
        crumbs={[{ label: bank.title, to: '/bank' }, { label: code }]}
        title={m.title(code)}
        badge={<StateBadge state={question.state} />}
        lead={`${m.version(question.version)} · ${bank.kinds[question.kind]} · ${bank.difficulties[question.difficulty]}`}
        actions={
          <>
            <LinkButton to={`/bank/${question.id}/figures`}>{m.figures}</LinkButton>
            {may.edit && <LinkButton to={`/bank/${question.id}/edit`}>{m.edit}</LinkButton>}
          </>
        }
      />
      <Outcome answer={answer} />
      {versions[0]?.version !== question.version && (
        <Notice tone="warning" title={m.old}>
          <LinkButton to={`/bank/${question.id}`} size="small">
            {m.newest}
          </LinkButton>
        </Notice>
      )}
      {queue && question.state === 'in-review' && <QueueBar queue={queue} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <QuestionContent view={view} />
          <StepForms view={view} answer={answer} />
          <CommentsPanel view={view} answer={answer} />
          <RetireForm view={view} answer={answer} />
        </div>
        <div className={styles.aside}>
          <ArticlePanel view={view} />
          <RelatedPanels view={view} />
        </div>
      </div>
      <QuestionHistory view={view} />
    </>
  )
}
