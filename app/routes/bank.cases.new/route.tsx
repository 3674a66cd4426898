import { Form, type MetaFunction, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { LawField, ReaderFields } from '#app/components/bank/ground-fields.tsx'
import {
  casePrefixes,
  isWritten,
  readContent,
  readShared,
  textIn,
} from '#app/components/bank/read-content.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listCitable } from '#app/services/questions/read-question.ts'
import { type CaseFaults, createCase } from '#app/services/questions/write-case.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import type { WrittenContent } from '#question-bank/judge-content.ts'

import { CaseQuestion } from './case-question.tsx'
import styles from './case.module.css'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  return { laws: await listCitable(author), today: formatTime(context.now, 'day', context.locale) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const form = await readForm(request)
  const material = textIn(form, 'material')
  const prefixes = casePrefixes.filter((prefix) => isWritten(form, prefix))
  const questions = prefixes.map((prefix) => ({ prefix, content: readContent(form, prefix) }))
  const written = await createCase(author, { material, questions: questions.map(({ content }) => content) })
  if (written.ok) return redirect(`/bank/cases/${encodeURIComponent(written.value.caseCode)}?done=written`)
  const said = { shared: readShared(form), material, questions }
  if (written.refusal === 'faulty')
    return data({ said, faults: written.faults, isCount: false }, { status: 422 })
  if (written.refusal === 'question-count')
    return data({ said, faults: null, isCount: true }, { status: 422 })
  throw data(null, { status: 403 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankFormMessages, locale).newCaseTitle)

type Said = {
  shared: ReturnType<typeof readShared> | null
  material: string
  questions: { prefix: string; content: WrittenContent }[]
}
const nothingSaid: Said = { shared: null, material: '', questions: [] }
const noFaults: CaseFaults = { material: null, questions: [] }

export default function NewCase() {
  const m = useMessages(bankFormMessages)
  const { title } = useMessages(bankMessages)
  const { laws, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { state } = useNavigation()
  const said = answer?.said ?? nothingSaid
  const faults = answer?.faults ?? noFaults
  // What all questions share is wrong in all of them.
  const shared = faults.questions.find((found) => found !== null) ?? {}
  return (
    <>
      <PageHeader
        crumbs={[{ label: title, to: '/bank' }, { label: m.newCaseTitle }]}
        title={m.newCaseTitle}
        lead={m.newCaseLead}
      />
      <Form method="post" noValidate className={styles.form}>
        {answer && (
          <Notice tone="danger" role="alert">
            {answer.isCount ? m.caseQuestionCount : m.faulty}
          </Notice>
        )}
        <Panel>
          <div className={styles.fields}>
            <LawField content={said.shared} faults={shared} laws={laws} today={today} />
            <ReaderFields content={said.shared} faults={shared} />
            <TextAreaField
              className={styles.wide}
              label={m.material}
              hint={m.materialHint}
              name="material"
              rows={6}
              lang="zh-CN"
              defaultValue={said.material}
              error={faults.material ? m.faults[faults.material] : undefined}
            />
          </div>
        </Panel>
        {casePrefixes.map((prefix, index) => {
          const at = said.questions.findIndex((question) => question.prefix === prefix)
          return (
            <CaseQuestion
              key={prefix}
              prefix={prefix}
              number={index + 1}
              content={said.questions[at]?.content ?? null}
              faults={faults.questions[at] ?? {}}
            />
          )
        })}
        <div className={styles.buttons}>
          <Button variant="primary" busy={state === 'submitting'}>
            {m.saveCase}
          </Button>
          <LinkButton to="/bank">{m.cancel}</LinkButton>
        </div>
      </Form>
    </>
  )
}
