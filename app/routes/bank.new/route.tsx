import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff, type StaffContext } from '#app/auth/guards.ts'
import { QuestionForm } from '#app/components/bank/question-form.tsx'
import { readContent } from '#app/components/bank/read-content.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { readForm } from '#app/http/read-form.ts'
import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readCase } from '#app/services/questions/read-case.ts'
import { listCitable } from '#app/services/questions/read-question.ts'
import { createQuestion } from '#app/services/questions/write-question.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** The case that the address names as the one to add a question to. */
const caseOf = (request: Request) => new URL(request.url).searchParams.get('case') || null

export async function loader({ request, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const code = caseOf(request)
  return {
    inCase: code === null ? null : await findCase(author, code),
    laws: await listCitable(author),
    today: formatTime(context.now, 'day', context.locale),
  }
}

async function findCase(author: StaffContext, code: string) {
  const found = await readCase(author, code)
  if (!found.ok) throw data(null, { status: 404 })
  return { code, material: found.value.material, isFull: !found.value.may.add }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const form = await readForm(request)
  const content = readContent(form)
  const confirmed = form.get('confirmed') === 'yes'
  const written = await createQuestion(author, { content, confirmed }, caseOf(request))
  if (written.ok) return redirect(`/bank/${written.value.questionId}?done=written`)
  const kept = { content, faults: {}, twins: [] }
  if (written.refusal === 'faulty') return data({ ...kept, faults: written.faults }, { status: 422 })
  if (written.refusal === 'same-stem') return data({ ...kept, twins: written.twins }, { status: 409 })
  if (written.refusal === 'case-full') return data(kept, { status: 409 })
  throw data(null, { status: written.refusal === 'not-found' ? 404 : 403 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankFormMessages, locale).newTitle)

const nothingSaid = { content: null, faults: {}, twins: [] }

export default function NewQuestion() {
  const m = useMessages(bankFormMessages)
  const { title } = useMessages(bankMessages)
  const { inCase, laws, today } = useLoaderData<typeof loader>()
  const said = useActionData<typeof action>() ?? nothingSaid
  const heading = inCase ? m.newInCase(inCase.code) : m.newTitle
  return (
    <>
      <PageHeader
        crumbs={[{ label: title, to: '/bank' }, { label: heading }]}
        title={heading}
        lead={m.newLead}
      />
      {inCase?.isFull && (
        <Notice tone="warning" role="alert">
          {m.caseFull}
        </Notice>
      )}
      <QuestionForm
        content={said.content}
        faults={said.faults}
        twins={said.twins}
        laws={laws}
        today={today}
        base={null}
        material={inCase?.material ?? null}
        cancelTo={inCase ? `/bank/cases/${encodeURIComponent(inCase.code)}` : '/bank'}
      />
    </>
  )
}
