import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { KeyedQuestion } from '#app/components/regrade/keyed-question.tsx'
import { KeyFixBadge } from '#app/components/regrade/key-fix-badge.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { titleIn } from '#app/components/statistics/names.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { approveKeyFix, rejectKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { DecisionForms } from './decision-forms.tsx'
import { Effect } from './effect.tsx'
import { KeyFixFacts } from './key-fix-facts.tsx'
import { readDecision } from './read-decision.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer', 'administrator'])
  const { searchParams } = new URL(request.url)
  const key = { examId: params.examId ?? '', keyFixId: params.keyFixId ?? '' }
  const view = await readKeyFix(staff, key, pageNumberOf(searchParams))
  if (!view.ok) throw data(null, { status: view.refusal === 'not-allowed' ? 403 : 404 })
  return view.value
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const admin = { ...requireStaff(context, request, ['administrator']), signer: context.signer }
  const key = { examId: params.examId ?? '', keyFixId: params.keyFixId ?? '' }
  const { intent, seen, reason } = readDecision(await readForm(request))
  const acts = {
    approved: () => approveKeyFix(admin, key, seen),
    rejected: () => rejectKeyFix(admin, key, reason),
    reverted: () => revertKeyFix(admin, key, reason),
  }
  const done = await acts[intent]()
  if (done.ok) return redirect(`/statistics/${key.examId}/key-fixes/${key.keyFixId}?done=${intent}`)
  if (done.refusal === 'not-found') throw data(null, { status: 404 })
  if (done.refusal === 'not-allowed') throw data(null, { status: 403 })
  return data({ refusal: done.refusal, intent, reason }, { status: done.refusal === 'no-reason' ? 422 : 409 })
}

export const meta: MetaFunction<typeof loader> = ({ data: view, matches }) =>
  pageTitle(matches, (locale) => messagesOf(regradeMessages, locale).one(view?.keyFix.code ?? ''))

export default function KeyFix() {
  const m = useMessages(regradeMessages)
  const locale = useLocale()
  const { exam, keyFix, content, effect, may } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [query] = useSearchParams()
  const list = `/statistics/${exam.id}/key-fixes`
  const title = titleIn(locale, exam)
  const above = may.seeStatistics
    ? [
        { label: m.statistics, to: '/statistics' },
        { label: title, to: `/statistics/${exam.id}` },
      ]
    : [{ label: m.bank, to: '/bank' }, { label: title }]
  return (
    <>
      <PageHeader
        title={m.one(keyFix.code)}
        crumbs={[...above, { label: m.title, to: list }, { label: keyFix.code }]}
        badge={<KeyFixBadge state={keyFix.state} />}
      />
      <Done step={answer ? null : query.get('done')} />
      {answer && (
        <Notice tone="danger" role="alert">
          {m.refusals[answer.refusal]}
        </Notice>
      )}
      <KeyFixFacts keyFix={keyFix} />
      {content && (
        <Panel title={m.question.title}>
          <KeyedQuestion question={content} newKey={content.newKey} />
        </Panel>
      )}
      {effect && <Effect effect={effect} exam={exam} isWhole={may.isWhole} />}
      <DecisionForms keyFix={keyFix} effect={effect} may={may} answer={answer ?? null} />
    </>
  )
}

function Done({ step }: { step: string | null }) {
  const m = useMessages(regradeMessages).done
  if (step !== 'proposed' && step !== 'approved' && step !== 'rejected' && step !== 'reverted') return null
  return (
    <Notice tone="success" role="status">
      {m[step]}
    </Notice>
  )
}
