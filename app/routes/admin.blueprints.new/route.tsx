import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { type BlueprintAnswer, readSent } from '#app/components/blueprints/blueprint-answer.ts'
import { BlueprintForm } from '#app/components/blueprints/blueprint-form.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { proveDraft } from '#app/services/blueprints/prove-draft.ts'
import { listLawFields, readNewBlueprint } from '#app/services/blueprints/read-blueprint.ts'
import { createBlueprint } from '#app/services/blueprints/save-blueprint.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

export { shouldRevalidate } from '#app/components/blueprints/should-revalidate.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const from = (new URL(request.url).searchParams.get('from') ?? '').slice(0, 60)
  const found = await readNewBlueprint(administrator, from)
  if (!found.ok) throw data(null, { status: 404 })
  const { draft, source } = found.value
  const { proof } = await proveDraft(administrator, draft)
  return { draft, source, proof, lawFields: await listLawFields(administrator) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const { draft, intent, focus } = readSent(await readForm(request))
  const answer: BlueprintAnswer = { draft, focus, faults: {}, refusal: null, proof: null }
  if (intent === 'save') {
    const made = await createBlueprint(administrator, draft)
    if (made.ok) return redirect(`/admin/blueprints/${made.value.id}?done=made`)
    if (made.refusal === 'faulty') return data({ ...answer, faults: made.faults }, { status: 422 })
    return data({ ...answer, refusal: made.refusal }, { status: 409 })
  }
  const { proof, faults } = await proveDraft(administrator, draft)
  return { ...answer, proof, faults: intent === 'prove' ? faults : {} }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(blueprintMessages, locale).form.newTitle)

export default function NewBlueprint() {
  const m = useMessages(blueprintMessages)
  const admin = useMessages(adminMessages)
  const inLanguage = useInLanguage()
  const { draft, source, proof, lawFields } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const copied = source?.templateId
    ? m.templates[source.templateId]
    : source && inLanguage(source.nameZh ?? '', source.nameEn ?? '')
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/blueprints' },
          { label: m.form.newTitle },
        ]}
        title={m.form.newTitle}
        lead={copied ? m.form.copyOf(copied) : m.form.newLead}
      />
      <BlueprintForm
        draft={draft}
        answer={answer}
        proof={proof}
        lawFields={lawFields}
        base={null}
        cancelTo="/admin/blueprints"
      />
    </>
  )
}
