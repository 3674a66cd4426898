import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankCaseMessages } from '#app/i18n/bank-cases.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readCase } from '#app/services/questions/read-case.ts'
import { approveBatch } from '#app/services/questions/review-question.ts'
import { takeSteps } from '#app/services/questions/take-step.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { CaseActs } from './case-acts.tsx'
import { CaseQuestion } from './case-question.tsx'
import styles from './case.module.css'
import { readSeen } from '#app/components/bank/read-seen.ts'

const roles = ['author', 'reviewer'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const view = await readCase(staff, params.caseCode ?? '')
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const form = await readForm(request)
  const intent = form.get('intent')
  if (intent !== 'submitted' && intent !== 'approved') throw data(null, { status: 400 })
  const keys = readSeen(form)
  const said = form.get('comment')
  const comment = typeof said === 'string' ? said.trim().slice(0, 2000) : ''
  const done =
    intent === 'approved'
      ? await approveBatch(staff, keys, comment)
      : await takeSteps(staff, keys, { step: 'submitted', comment: '' })
  if (done.ok) return redirect(`/bank/cases/${encodeURIComponent(params.caseCode ?? '')}?done=${intent}`)
  return data({ refusal: done.refusal }, { status: 409 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankCaseMessages, locale).title(page?.caseCode ?? ''))

export default function Case() {
  const m = useMessages(bankCaseMessages)
  const { title } = useMessages(bankMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [query] = useSearchParams()
  const address = `/bank/cases/${encodeURIComponent(view.caseCode)}`
  const alive = view.questions.filter(({ state }) => state !== 'retired')
  return (
    <>
      <PageHeader
        crumbs={[{ label: title, to: '/bank' }, { label: m.title(view.caseCode) }]}
        title={m.title(view.caseCode)}
        lead={m.lead(alive.length)}
        actions={
          <>
            {view.may.add && (
              <LinkButton to={`/bank/new?case=${encodeURIComponent(view.caseCode)}`}>{m.add}</LinkButton>
            )}
            {view.may.edit && <LinkButton to={`${address}/edit`}>{m.editMaterial}</LinkButton>}
          </>
        }
      />
      {!answer && <Done step={query.get('done')} />}
      {answer && (
        <Notice tone="danger" role="alert">
          {m.refusals[answer.refusal]}
        </Notice>
      )}
      {view.isTorn && <Notice tone="warning">{m.torn}</Notice>}
      {view.isTooSmall && <Notice tone="warning">{m.tooSmall}</Notice>}
      <Panel title={m.material}>
        <p className={styles.material} lang="zh-CN">
          {view.material}
        </p>
      </Panel>
      {view.questions.map((question, index) => (
        <CaseQuestion key={question.questionId} question={question} number={index + 1} />
      ))}
      <CaseActs may={view.may} />
    </>
  )
}

function Done({ step }: { step: string | null }) {
  const m = useMessages(bankCaseMessages).done
  if (step === null || !Object.hasOwn(m, step)) return null
  return (
    <Notice tone="success" role="status">
      {m[step as keyof typeof m] /* Safe: just checked. */}
    </Notice>
  )
}
