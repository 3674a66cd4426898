import { Link, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { Headline } from '#app/components/statistics/headline.tsx'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { type CampaignSummary, type ExamSummary, listExams } from '#app/services/statistics/list-exams.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './exams.module.css'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(statisticsMessages, locale).title)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const campaigns = await listExams(requireStaff(context, request, ['administrator', 'liaison']))
  if (!campaigns.ok) throw data(null, { status: 403 })
  return campaigns.value
}

export default function StatisticsList() {
  const m = useMessages(statisticsMessages)
  const campaigns = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.title} lead={m.listLead} />
      {campaigns.length === 0 && (
        <Panel>
          <EmptyState title={m.none}>{m.noneNext}</EmptyState>
        </Panel>
      )}
      {campaigns.map((summary) => (
        <Campaign key={summary.campaign.id} summary={summary} />
      ))}
    </>
  )
}

function Campaign({ summary: { campaign, exams } }: { summary: CampaignSummary }) {
  const m = useMessages(statisticsMessages)
  const name = nameIn(useLocale(), campaign)
  return (
    <section className={styles.campaign} aria-label={name}>
      <div className={styles.head}>
        <h2>{name}</h2>
        <span className={styles.facts}>{m.cutOff(campaign.cutOff)}</span>
        {campaign.lockedAt && (
          <Badge icon="lock" tone="info">
            {m.lockedBadge}
          </Badge>
        )}
      </div>
      {exams.map((summary) => (
        <Exam key={summary.exam.id} summary={summary} />
      ))}
    </section>
  )
}

function Exam({ summary: { exam, unit, isCountingExam, figures } }: { summary: ExamSummary }) {
  const m = useMessages(statisticsMessages)
  const locale = useLocale()
  const to = `/statistics/${exam.id}`
  return (
    <article className={styles.exam}>
      <div className={styles.head}>
        <h3>
          <Link to={to}>{titleIn(locale, exam)}</Link>
        </h3>
        <Badge icon="document">{m.kind[exam.kind]}</Badge>
        {exam.drawn && <Badge icon="user">{m.drawn}</Badge>}
        {isCountingExam && <Badge tone="info">{m.counting}</Badge>}
        <span className={styles.facts}>{m.region(nameIn(locale, unit))}</span>
        <span className={styles.open}>
          <LinkButton
            to={to}
            size="small"
            icon="arrow-right"
            aria-label={`${m.open}: ${titleIn(locale, exam)}`}
          >
            {m.open}
          </LinkButton>
        </span>
      </div>
      {figures ? (
        <Headline total={figures} basis={figures.basis} />
      ) : (
        <p className={styles.facts}>{m.opensLater}</p>
      )}
    </article>
  )
}
