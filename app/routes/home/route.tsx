import { type MetaFunction, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireCandidate } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { homeMessages } from '#app/i18n/home.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { CorrectedScores } from './corrected-scores.tsx'
import { ExamCards } from './exam-cards.tsx'
import { NextExam } from './next-exam.tsx'
import { ResultTable } from './result-table.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(homeMessages, locale).title)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const candidate = requireCandidate(context, request)
  const { name } = candidate
  return { name, registrations: await listRegistrations(candidate, context.now), now: context.now }
}

export default function Home() {
  const m = useMessages(homeMessages)
  const { name, registrations, now } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.title} lead={m.lead(name)} />
      {registrations.length === 0 ? (
        <EmptyState title={m.empty.title}>{m.empty.body}</EmptyState>
      ) : (
        <>
          <CorrectedScores registrations={registrations} now={now} />
          <NextExam registrations={registrations} />
          <ExamCards registrations={registrations} />
          <ResultTable registrations={registrations} />
        </>
      )}
    </>
  )
}
