import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { ExamForm } from '#app/components/exam-drafts/exam-form.tsx'
import { type ExamAnswer, readSentExam } from '#app/components/exam-drafts/read-exam-draft.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { fillFromSource, readNewExam } from '#app/services/exam-drafts/read-exam-form.ts'
import { createExam } from '#app/services/exam-drafts/write-exam.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const query = new URL(request.url).searchParams
  const page = await readNewExam(administrator, { from: query.get('from') ?? '', now: context.now })
  const wanted = query.get('campaign')
  const campaign = page.choices.campaigns.find(({ id }) => id === wanted) ?? page.choices.campaigns[0]
  return { ...page, campaignId: campaign?.id ?? null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const { draft, from, campaignId, intent } = readSentExam(await readForm(request))
  const answer: ExamAnswer = { draft, from, campaignId, faults: {}, refusal: null }
  if (intent === 'fill') return { ...answer, draft: await fillFromSource(administrator, from, draft) }
  const made = await createExam(administrator, { campaignId, from }, draft)
  if (made.ok) return redirect(`/admin/exams/${made.value.examId}?done=made`)
  if (made.refusal === 'faulty') return data({ ...answer, faults: made.faults }, { status: 422 })
  return data({ ...answer, refusal: made.refusal }, { status: 409 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(examsMessages, locale).form.newTitle)

export default function NewExam() {
  const m = useMessages(examsMessages)
  const admin = useMessages(adminMessages)
  const { draft, from, choices, campaignId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/exams' },
          { label: m.form.newTitle },
        ]}
        title={m.form.newTitle}
        lead={m.form.newLead}
      />
      {campaignId === null ? (
        <Panel>
          <EmptyState title={m.noCampaignTitle}>{m.noCampaign}</EmptyState>
        </Panel>
      ) : (
        <ExamForm
          draft={draft}
          from={from}
          choices={choices}
          campaignId={campaignId}
          base={null}
          answer={answer}
          cancelTo="/admin/exams"
        />
      )}
    </>
  )
}
