import { Form, type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { BlueprintTable } from '#app/components/blueprints/blueprint-table.tsx'
import { ProofPanel } from '#app/components/blueprints/proof-panel.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { requireForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listLawFields } from '#app/services/blueprints/read-blueprint.ts'
import { publishExam } from '#app/services/exam-drafts/publish-exam.ts'
import { readExamView } from '#app/services/exam-drafts/read-exam.ts'
import { archiveExam, copyExam } from '#app/services/exam-drafts/write-exam.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { ExamFacts } from './exam-facts.tsx'
import { Outcome } from './outcome.tsx'
import { PublishForm } from './publish-form.tsx'
import { StateBadge } from './state-badge.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const view = await readExamView(administrator, requireId(params.examId))
  if (!view.ok) throw data(null, { status: 404 })
  return { view: view.value, lawFields: await listLawFields(administrator) }
}

const Wanted = z.object({
  intent: z.enum(['publish', 'copy', 'archive', 'restore']),
  base: z.string().max(64).default(''),
  checked: z.string().max(10).optional(),
})

export async function action({ request, params, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const { intent, base, checked } = await requireForm(request, Wanted)
  const examId = requireId(params.examId)
  switch (intent) {
    case 'publish': {
      if (checked !== 'yes') return data({ refusal: 'unchecked' as const }, { status: 422 })
      const done = await publishExam(administrator, { examId, base })
      return done.ok ? redirect(`/admin/exams/${examId}`) : refused(done.refusal)
    }
    case 'copy': {
      const copied = await copyExam(administrator, examId)
      return copied.ok ? redirect(`/admin/exams/${copied.value.examId}?done=copied`) : refused(copied.refusal)
    }
    case 'archive': {
      const done = await archiveExam(administrator, { examId, archived: true })
      return done.ok ? redirect(`/admin/exams?done=archived&id=${examId}`) : refused(done.refusal)
    }
    case 'restore': {
      const done = await archiveExam(administrator, { examId, archived: false })
      return done.ok ? redirect(`/admin/exams/${examId}?done=restored`) : refused(done.refusal)
    }
  }
}

function refused<Refusal extends string>(refusal: Refusal | 'not-found') {
  if (refusal === 'not-found') throw data(null, { status: 404 })
  return data({ refusal }, { status: 409 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => (locale === 'en' ? page?.view.titleEn : page?.view.titleZh) ?? '')

export default function Exam() {
  const m = useMessages(examsMessages)
  const admin = useMessages(adminMessages)
  const { view, lawFields } = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()?.refusal ?? null
  const [query] = useSearchParams()
  const title = useInLanguage()(view.titleZh, view.titleEn)
  const { blueprint, quotas, proof, lawDate } = view
  const isDraft = !view.publishedAt && !view.archivedAt
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/exams' },
          { label: title },
        ]}
        title={title}
        badge={<StateBadge view={view} />}
        actions={
          <>
            {isDraft && <LinkButton to={`/admin/exams/${view.id}/edit`}>{m.acts.edit}</LinkButton>}
            <LinkButton to={`/admin/exams/${view.id}/preview`}>{m.acts.preview}</LinkButton>
            {view.publishedAt && <LinkButton to={`/statistics/${view.id}`}>{m.acts.statistics}</LinkButton>}
            <Form method="post">
              <Button name="intent" value={view.archivedAt ? 'restore' : 'copy'}>
                {view.archivedAt ? m.acts.restore : m.acts.copy}
              </Button>
            </Form>
          </>
        }
      />
      <Outcome view={view} refusal={refusal} done={query.get('done')} />
      {isDraft && <PublishForm view={view} isUnchecked={refusal === 'unchecked'} />}
      <ExamFacts view={view} />
      <ProofPanel proof={{ blueprint, quotas, proof, day: lawDate }} laws={lawFields} />
      <Panel title={m.exam.table} flush>
        <BlueprintTable blueprint={blueprint} quotas={quotas} laws={lawFields} />
      </Panel>
    </>
  )
}
