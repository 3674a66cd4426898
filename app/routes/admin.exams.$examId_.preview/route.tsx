import { Form, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { previewPaper } from '#app/services/exam-drafts/preview-paper.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import { PreviewPart } from './preview-part.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const query = new URL(request.url).searchParams
  const seed = (query.get('seed') ?? '').trim().slice(0, 40) || '1'
  const examId = requireId(params.examId)
  const preview = await previewPaper(administrator, { examId, seed, unitId: query.get('unit') ?? '' })
  if (preview.ok) return preview.value
  // Without a department there is nothing to assemble for: the exam's page says so.
  throw data(null, { status: preview.refusal === 'not-found' ? 404 : 409 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(examsMessages, locale).preview.title)

export default function Preview() {
  const m = useMessages(examsMessages)
  const admin = useMessages(adminMessages)
  const name = useInLanguage()
  const { exam, departments, department, seed, parts } = useLoaderData<typeof loader>()
  const title = name(exam.titleZh, exam.titleEn)
  const starts = parts?.map((_, index) =>
    parts.slice(0, index).reduce((sum, { items }) => sum + items.length, 0),
  )
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/exams' },
          { label: title, to: `/admin/exams/${exam.id}` },
          { label: m.preview.title },
        ]}
        title={m.preview.title}
        lead={m.preview.lead}
      />
      <Form method="get" key={`${department.unitId} ${seed}`}>
        <Toolbar>
          <SelectField label={m.preview.department} name="unit" defaultValue={department.unitId}>
            {departments.map(({ unitId, nameZh, nameEn }) => (
              <option key={unitId} value={unitId}>
                {name(nameZh, nameEn)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={m.preview.seed}
            hint={m.preview.seedHint}
            name="seed"
            maxLength={40}
            autoComplete="off"
            defaultValue={seed}
          />
          <Button variant="primary">{m.preview.show}</Button>
        </Toolbar>
      </Form>
      {parts === null ? (
        <Notice tone="danger" title={m.preview.short}>
          <p>{m.preview.shortNext}</p>
          <LinkButton size="small" to={`/admin/exams/${exam.id}`}>
            {title}
          </LinkButton>
        </Notice>
      ) : (
        parts.map((part, index) => (
          <PreviewPart key={index} index={index} part={part} before={starts?.[index] ?? 0} />
        ))
      )}
    </>
  )
}
