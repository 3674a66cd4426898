import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff, type StaffContext } from '#app/auth/guards.ts'
import { type BlueprintAnswer, readSent } from '#app/components/blueprints/blueprint-answer.ts'
import { BlueprintForm } from '#app/components/blueprints/blueprint-form.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { readForm } from '#app/http/read-form.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { proveDraft } from '#app/services/blueprints/prove-draft.ts'
import { listLawFields, readBlueprint } from '#app/services/blueprints/read-blueprint.ts'
import { archiveBlueprint, changeBlueprint } from '#app/services/blueprints/save-blueprint.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export { shouldRevalidate } from '#app/components/blueprints/should-revalidate.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const found = await readBlueprint(administrator, requireId(params.blueprintId))
  if (!found.ok) throw data(null, { status: 404 })
  const { draft, ...row } = found.value
  const proof = draft ? (await proveDraft(administrator, draft)).proof : null
  return { ...row, draft, proof, lawFields: await listLawFields(administrator) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const form = await readForm(request)
  const id = requireId(params.blueprintId)
  const act = form.get('intent')
  if (act === 'archive' || act === 'restore') return putAway(administrator, id, act)
  const { draft, intent, focus } = readSent(form)
  const answer: BlueprintAnswer = { draft, focus, faults: {}, refusal: null, proof: null }
  if (intent === 'save') {
    const saved = await changeBlueprint(administrator, { id, base: Number(form.get('base')) }, draft)
    if (saved.ok) return redirect(`/admin/blueprints/${id}?done=saved`)
    if (saved.refusal === 'faulty') return data({ ...answer, faults: saved.faults }, { status: 422 })
    if (saved.refusal === 'not-found') throw data(null, { status: 404 })
    return data({ ...answer, refusal: saved.refusal }, { status: 409 })
  }
  const { proof, faults } = await proveDraft(administrator, draft)
  return { ...answer, proof, faults: intent === 'prove' ? faults : {} }
}

async function putAway(administrator: StaffContext, id: string, act: 'archive' | 'restore') {
  const done = await archiveBlueprint(administrator, { id, archived: act === 'archive' })
  if (!done.ok) throw data(null, { status: 404 })
  return redirect(`/admin/blueprints?done=${act === 'archive' ? `archived&id=${id}` : 'restored'}`)
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => (locale === 'en' ? page?.nameEn : page?.nameZh) ?? '')

export default function EditBlueprint() {
  const m = useMessages(blueprintMessages)
  const admin = useMessages(adminMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const name = useInLanguage()(view.nameZh, view.nameEn)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: admin.title, to: '/admin' },
          { label: m.title, to: '/admin/blueprints' },
          { label: name },
        ]}
        title={name}
        badge={view.archivedAt && <Badge>{m.archived}</Badge>}
        lead={m.form.lead}
        actions={
          view.draft &&
          !view.archivedAt && (
            <LinkButton to={`/admin/exams/new?from=${view.id}`} variant="primary">
              {m.acts.use}
            </LinkButton>
          )
        }
      />
      <Done hidden={answer !== null} />
      {view.draft ? (
        <BlueprintForm
          key={view.changedAt.getTime()}
          draft={view.draft}
          answer={answer}
          proof={view.proof}
          lawFields={view.lawFields}
          base={view.changedAt.getTime()}
          cancelTo="/admin/blueprints"
        />
      ) : (
        <Notice tone="warning">{m.unreadable}</Notice>
      )}
    </>
  )
}

function Done({ hidden }: { hidden: boolean }) {
  const m = useMessages(blueprintMessages).done
  const done = useSearchParams()[0].get('done')
  if (hidden || (done !== 'saved' && done !== 'made')) return null
  return (
    <Notice tone="success" role="status">
      {m[done]}
    </Notice>
  )
}
