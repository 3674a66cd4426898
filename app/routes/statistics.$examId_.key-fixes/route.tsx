import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { titleIn } from '#app/components/statistics/names.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { listKeyFixesOf } from '#app/services/regrade/list-key-fixes.ts'
import { proposeKeyFix, readProposable } from '#app/services/regrade/propose-key-fix.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

import { FindQuestion } from './find-question.tsx'
import { KeyFixTable } from './key-fix-table.tsx'
import { ProposeForm } from './propose-form.tsx'
import { readProposal } from './read-proposal.ts'

const roles = ['author', 'reviewer', 'administrator'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const examId = params.examId ?? ''
  const list = await listKeyFixesOf(staff, examId)
  if (!list.ok) throw data(null, { status: list.refusal === 'not-allowed' ? 403 : 404 })
  const code = new URL(request.url).searchParams.get('question')?.trim().slice(0, 60) ?? ''
  if (code === '' || !list.value.may.propose) return { ...list.value, code: '', proposable: null }
  const found = await readProposable(staff, examId, code)
  return { ...list.value, code, proposable: found.ok ? found.value : null }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const examId = params.examId ?? ''
  const proposal = readProposal(await readForm(request))
  const done = await proposeKeyFix(staff, examId, proposal)
  if (done.ok) return redirect(`/statistics/${examId}/key-fixes/${done.value.keyFixId}?done=proposed`)
  if (done.refusal === 'not-found') throw data(null, { status: 404 })
  if (done.refusal === 'not-allowed') throw data(null, { status: 403 })
  return data({ refusal: done.refusal, proposal }, { status: done.refusal === 'open' ? 409 : 422 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(regradeMessages, locale).title)

export default function KeyFixes() {
  const m = useMessages(regradeMessages)
  const locale = useLocale()
  const { exam, keyFixes, may, code, proposable } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const title = titleIn(locale, exam)
  return (
    <>
      <PageHeader
        title={m.title}
        crumbs={
          may.seeStatistics
            ? [
                { label: m.statistics, to: '/statistics' },
                { label: title, to: `/statistics/${exam.id}` },
                { label: m.title },
              ]
            : [{ label: m.bank, to: '/bank' }, { label: title }, { label: m.title }]
        }
        lead={may.propose ? m.lead.bank : may.decide ? m.lead.decide : m.lead.look}
      />
      <KeyFixTable examId={exam.id} keyFixes={keyFixes} may={may} />
      {may.propose && <FindQuestion code={code} isUnknown={code !== '' && !proposable} />}
      {proposable?.versions.map((version) => (
        <ProposeForm
          key={version.questionVersionId}
          code={proposable.code}
          version={version}
          answer={answer?.proposal.questionVersionId === version.questionVersionId ? answer : null}
        />
      ))}
    </>
  )
}
