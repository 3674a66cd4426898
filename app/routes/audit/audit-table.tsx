import { Link } from '@remix-run/react'

import { detailText, wordOf } from '#app/components/audit/words.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { auditMessages } from '#app/i18n/audit.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { AuditPage } from '#app/services/audit/read-audit.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './audit.module.css'

type Row = AuditPage['rows'][number]

/** A page of the log. */
export function AuditTable({ rows }: { rows: readonly Row[] }) {
  const m = useMessages(auditMessages)
  const columns: Column<Row>[] = [
    { key: 'id', header: m.columns.id, numeric: true, cell: ({ id }) => id },
    {
      key: 'at',
      header: m.columns.at,
      cell: ({ at }) => (
        <span className={styles.instant}>
          <Time at={at} style="seconds" />
        </span>
      ),
    },
    { key: 'actor', header: m.columns.actor, cell: (row) => <Actor row={row} /> },
    { key: 'action', header: m.columns.action, cell: ({ action }) => wordOf(m.actions, action) },
    { key: 'subject', header: m.columns.subject, cell: (row) => <Subject row={row} /> },
    { key: 'detail', header: m.columns.detail, cell: (row) => <Detail row={row} /> },
  ]
  return (
    <Table
      caption={m.title}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => String(id)}
      empty={
        <EmptyState
          title={m.emptyTitle}
          icon="search"
          action={<LinkButton to="/audit">{m.filter.clear}</LinkButton>}
        >
          {m.empty}
        </EmptyState>
      }
      stacked
    />
  )
}

function Actor({ row: { actor, actorLogin } }: { row: Row }) {
  const m = useMessages(auditMessages)
  return (
    <>
      {wordOf(m.system, actor)}
      {actorLogin && <span className={styles.aside}>{actorLogin}</span>}
    </>
  )
}

function Subject({ row: { subject, unitZh, unitEn } }: { row: Row }) {
  const m = useMessages(auditMessages)
  const name = useInLanguage()
  return (
    <>
      {wordOf(m.subjects, subject)}
      {unitZh && unitEn && <span className={styles.aside}>{name(unitZh, unitEn)}</span>}
    </>
  )
}

function Detail({ row: { action, subject, subjectId, detail } }: { row: Row }) {
  const m = useMessages(auditMessages)
  const locale = useLocale()
  const entries = Object.entries(detail)
  if (entries.length === 0 && !subjectId) return <span className={styles.soft}>{m.none}</span>
  return (
    <details>
      <summary className={styles.summary}>{m.show}</summary>
      <dl className={styles.detail}>
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt className={styles.soft}>{wordOf(m.details, key)}</dt>
            <dd lang="">{detailText(value, key, { m, locale })}</dd>
          </div>
        ))}
        <div>
          <dt className={styles.soft}>{m.columns.action}</dt>
          <dd>
            <code>{action}</code>
          </dd>
        </div>
        {subjectId && (
          <div>
            <dt className={styles.soft}>{m.filter.subjectId}</dt>
            <dd>
              <code>{subjectId}</code>{' '}
              <Link to={`/audit?${new URLSearchParams({ subject, subjectId })}`}>{m.sameSubject}</Link>
            </dd>
          </div>
        )}
      </dl>
    </details>
  )
}
