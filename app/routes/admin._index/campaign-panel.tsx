import { Link } from '@remix-run/react'

import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { adminMessages } from '#app/i18n/admin.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { FillProof } from '#app/services/administration/fill-proof.ts'
import type { ExamLine, Overview } from '#app/services/administration/read-overview.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './admin.module.css'

/** One season with its exams: what is published, and whether the bank can fill it. */
export function CampaignPanel({ campaign }: { campaign: Overview['campaigns'][number] }) {
  const m = useMessages(adminMessages).campaign
  const name = useInLanguage()
  const title = name(campaign.nameZh, campaign.nameEn)
  return (
    <Panel
      title={title}
      actions={
        <span className={styles.marks}>
          {campaign.isOwn && !campaign.lockedAt && (
            <LinkButton size="small" to={`/admin/exams/new?campaign=${campaign.id}`}>
              {m.makeExam}
            </LinkButton>
          )}
          <span>{m.cutOff(campaign.cutOff)}</span>
          <Badge tone={campaign.frozenAt ? 'success' : 'neutral'}>
            {campaign.frozenAt ? m.frozen : m.notFrozen}
          </Badge>
          {campaign.lockedAt && (
            <Badge tone="info" icon="lock">
              {m.locked}
            </Badge>
          )}
        </span>
      }
      flush
    >
      <Table
        caption={title}
        columns={useColumns(campaign.isOwn)}
        rows={campaign.exams}
        rowKey={({ id }) => id}
        empty={<EmptyState title={m.noExamsTitle}>{m.noExams}</EmptyState>}
        stacked
      />
    </Panel>
  )
}

function useColumns(isOwn: boolean): Column<ExamLine>[] {
  const m = useMessages(adminMessages).campaign
  const name = useInLanguage()
  return [
    {
      key: 'exam',
      header: m.columns.exam,
      cell: ({ id, titleZh, titleEn }) => {
        const title = name(titleZh, titleEn)
        return isOwn ? <Link to={`/admin/exams/${id}`}>{title}</Link> : title
      },
    },
    { key: 'kind', header: m.columns.kind, cell: ({ kind }) => m.kinds[kind] },
    {
      key: 'state',
      header: m.columns.state,
      cell: ({ publishedAt }) =>
        publishedAt ? <Badge tone="success">{m.published}</Badge> : <Badge>{m.draft}</Badge>,
    },
    {
      key: 'window',
      header: m.columns.window,
      cell: ({ opensAt, closesAt }) =>
        opensAt && closesAt ? (
          <>
            <Time at={opensAt} style="day" /> {m.until} <Time at={closesAt} style="day" />
          </>
        ) : (
          m.bySittings
        ),
    },
    { key: 'proof', header: m.columns.proof, cell: ({ proof }) => <Proof proof={proof} /> },
    {
      key: 'act',
      header: m.columns.act,
      cell: ({ id, publishedAt }) =>
        publishedAt ? <Link to={`/statistics/${id}`}>{m.statistics}</Link> : '—',
    },
  ]
}

function Proof({ proof }: { proof: FillProof }) {
  const words = useMessages(adminMessages)
  const m = words.proof
  const isGood = proof.shortages.length === 0
  const lines = isGood
    ? proof.parts.map(({ kind, needed, available }) => m.kind(words.questionKinds[kind], needed, available))
    : proof.shortages.map(({ kind, part, missing }) => m.missing(part, words.questionKinds[kind], missing))
  return (
    <>
      <Badge tone={isGood ? 'success' : 'danger'}>{isGood ? m.good(proof.items) : m.bad}</Badge>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
