import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireCandidate } from '#app/auth/guards.ts'
import { WaitingPage } from '#app/components/exam/waiting/waiting-page.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import type { ShellHandle } from '#app/components/shell/shell.tsx'
import { requireId } from '#app/http/path-id.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { readWaiting } from '#app/services/exams/read-waiting.ts'

export const handle = { shell: 'exam' } satisfies ShellHandle

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(waitingMessages, locale).title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const candidate = requireCandidate(context, request)
  const waiting = await readWaiting(candidate, requireId(params.registrationId), context.now)
  if (!waiting.ok) throw data(null, { status: 404 })
  const { state, attemptId } = waiting.value
  if (state === 'answering' && attemptId) throw redirect(`/sit/${attemptId}`)
  return waiting.value
}

/** Nothing that happens on this page may take it down: it asks the server by itself. */
export const shouldRevalidate = () => false

export default function Wait() {
  const waiting = useLoaderData<typeof loader>()
  return <WaitingPage key={waiting.registrationId} waiting={waiting} />
}
