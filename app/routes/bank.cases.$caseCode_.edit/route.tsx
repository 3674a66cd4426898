import { Form, type MetaFunction, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { textIn } from '#app/components/bank/read-content.ts'
import { readSeen, seenName, seenOf } from '#app/components/bank/read-seen.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankCaseMessages } from '#app/i18n/bank-cases.ts'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readCase } from '#app/services/questions/read-case.ts'
import { editMaterial } from '#app/services/questions/write-case.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import styles from './edit.module.css'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const view = await readCase(author, params.caseCode ?? '')
  if (!view.ok) throw data(null, { status: 404 })
  const { caseCode, material, seen } = view.value
  return { caseCode, material, seen }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const form = await readForm(request)
  const caseCode = params.caseCode ?? ''
  const material = textIn(form, 'material')
  const edited = await editMaterial(author, { caseCode, material, seen: readSeen(form) })
  if (edited.ok) return redirect(`/bank/cases/${encodeURIComponent(caseCode)}?done=material`)
  if (edited.refusal === 'not-found') throw data(null, { status: 404 })
  if (edited.refusal === 'not-allowed') throw data(null, { status: 403 })
  return data({ material, refusal: edited.refusal }, { status: edited.refusal === 'faulty' ? 422 : 409 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankCaseMessages, locale).editTitle(page?.caseCode ?? ''))

export default function EditCase() {
  const m = useMessages(bankCaseMessages)
  const form = useMessages(bankFormMessages)
  const { title } = useMessages(bankMessages)
  const { caseCode, material, seen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { state } = useNavigation()
  const address = `/bank/cases/${encodeURIComponent(caseCode)}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: title, to: '/bank' },
          { label: m.title(caseCode), to: address },
          { label: m.editMaterial },
        ]}
        title={m.editTitle(caseCode)}
        lead={m.editLead}
      />
      {answer && answer.refusal !== 'faulty' && (
        <Notice tone="warning" role="alert">
          {m[answer.refusal]}
        </Notice>
      )}
      <Panel>
        <Form method="post" noValidate className={styles.form}>
          {seen.map((key) => (
            <input key={key.questionId} type="hidden" name={seenName} value={seenOf(key)} />
          ))}
          <TextAreaField
            className={styles.wide}
            label={m.material}
            hint={form.materialHint}
            name="material"
            rows={10}
            lang="zh-CN"
            defaultValue={answer?.material ?? material}
            error={answer?.refusal === 'faulty' ? m.length : undefined}
          />
          <div className={styles.buttons}>
            <Button variant="primary" busy={state === 'submitting'}>
              {m.save}
            </Button>
            <LinkButton to={address}>{m.cancel}</LinkButton>
          </div>
        </Form>
      </Panel>
    </>
  )
}
