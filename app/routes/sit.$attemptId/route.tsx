import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireCandidate } from '#app/auth/guards.ts'
import { ExamPage } from '#app/components/exam/exam-page.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import type { ShellHandle } from '#app/components/shell/shell.tsx'
import { requireId } from '#app/http/path-id.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { examMessages } from '#app/i18n/exam.ts'
import { readExamHead } from '#app/services/exams/read-exam-head.ts'

export const handle = { shell: 'exam' } satisfies ShellHandle

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(examMessages, locale).title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const candidate = requireCandidate(context, request)
  const head = await readExamHead(candidate, requireId(params.attemptId))
  if (!head.ok) throw data(null, { status: 404 })
  const { exam, open, receiptId, void: isVoid, ...rest } = head.value
  if (!open && receiptId) throw redirect(`/receipts/${receiptId}`)
  if (!open && isVoid) throw redirect('/home')
  const { titleZh, titleEn, multipleScoring } = exam
  return { ...rest, titleZh, titleEn, multipleScoring }
}

/** Nothing that happens on this page may take it down: it asks the server by itself. */
export const shouldRevalidate = () => false

export default function Sit() {
  const head = useLoaderData<typeof loader>()
  return <ExamPage key={head.attemptId} head={head} />
}
