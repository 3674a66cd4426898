import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { ExamForm } from '#app/components/exam-drafts/exam-form.tsx'
import { type ExamAnswer, readSentExam } from '#app/components/exam-drafts/read-exam-draft.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { readForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { fillFromSource, readExamForm } from '#app/services/exam-drafts/read-exam-form.ts'
import { changeExam } from '#app/services/exam-drafts/write-exam.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const examId = requireId(params.examId)
  const form = await readExamForm(administrator, examId)
  if (form.ok) {
    const { view, ...rest } = form.value
    return { examId, titleZh: view.exam.titleZh, titleEn: view.exam.titleEn, ...rest }
  }
  // What is published has no form: its page says so.
  if (form.refusal === 'published') throw redirect(`/admin/exams/${examId}`)
  throw data(null, { status: 404 })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const examId = requireId(params.examId)
  const { draft, from, base, intent } = readSentExam(await readForm(request))
  const answer: ExamAnswer = { draft, from, campaignId: '', faults: {}, refusal: null }
  if (intent === 'fill') return { ...answer, draft: await fillFromSource(administrator, from, draft) }
  const saved = await changeExam(administrator, { examId, base, from }, draft)
  if (saved.ok) return redirect(`/admin/exams/${examId}?done=saved`)
  if (saved.refusal === 'faulty') return data({ ...answer, faults: saved.faults }, { status: 422 })
  if (saved.refusal === 'not-found') throw data(null, { status: 404 })
  // Somebody published it meanwhile: its page says that it stays as it is.
  if (saved.refusal === 'published') return redirect(`/admin/exams/${examId}`)
  return data({ ...answer, refusal: saved.refusal }, { status: 409 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) =>
    messagesOf(examsMessages, locale).form.editTitle((locale === 'en' ? page?.titleEn : page?.titleZh) ?? ''),
  )

export default function EditExam() {
  const m = useMessages(examsMessages)
  const admin = useMessages(adminMessages)
  const { examId, titleZh, titleEn, draft, base, choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const title = useInLanguage()(titleZh, titleEn)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/exams' },
          { label: title, to: `/admin/exams/${examId}` },
          { label: m.acts.edit },
        ]}
        title={m.form.editTitle(title)}
        lead={m.form.editLead}
      />
      <ExamForm
        draft={draft}
        from=""
        choices={choices}
        campaignId={null}
        base={base}
        answer={answer}
        cancelTo={`/admin/exams/${examId}`}
      />
    </>
  )
}
