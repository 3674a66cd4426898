import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { ItemNotes } from '#app/components/items/item-notes.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readQuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Advice } from './advice.tsx'
import { AskedExams } from './asked-exams.tsx'
import { Headline } from './headline.tsx'
import { OptionTable } from './option-table.tsx'
import { Traces } from './traces.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const view = await readQuestionFigures(staff, params.questionId ?? '')
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(itemMessages, locale).question.title(page?.question.code ?? ''))

export default function QuestionFigures() {
  const m = useMessages(itemMessages)
  const { question, asked, withheld, mayWrite } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={m.question.title(question.code)}
        crumbs={[
          { label: m.list.title, to: '/bank/figures' },
          { label: question.code, to: `/bank/${question.id}` },
          { label: m.question.short },
        ]}
        lead={asked ? m.question.lead(asked.version, pooledExams(asked.exams), asked.papers) : undefined}
        actions={
          <>
            <LinkButton to={`/bank/${question.id}`}>{m.question.toQuestion}</LinkButton>
            {mayWrite && <LinkButton to={`/bank/${question.id}/edit`}>{m.question.edit}</LinkButton>}
          </>
        }
      />
      {asked && asked.version < question.newestVersion && (
        <Notice>{m.question.newer(question.newestVersion)}</Notice>
      )}
      {withheld > 0 && <Notice>{m.question.withheld(withheld)}</Notice>}
      {asked ? (
        <>
          <Headline asked={asked} />
          <Advice asked={asked} code={question.code} />
          <Panel title={m.question.wording}>
            {asked.material && <p lang="zh-CN">{asked.material}</p>}
            <p lang="zh-CN">{asked.stem}</p>
            <OptionTable asked={asked} />
          </Panel>
          <Traces asked={asked} />
          <AskedExams asked={asked} />
        </>
      ) : (
        <Panel>
          <EmptyState title={m.question.never}>{m.question.neverNext}</EmptyState>
        </Panel>
      )}
      <ItemNotes />
    </>
  )
}

function pooledExams(exams: readonly { exam: { id: string }; pooled: boolean }[]): number {
  return new Set(exams.flatMap(({ exam, pooled }) => (pooled ? [exam.id] : []))).size
}
