import { Link } from '@remix-run/react'

import { LawState } from '#app/components/laws/law-state.tsx'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawVersionView } from '#app/services/laws/read-law.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './law.module.css'

type VersionTableProps = {
  law: { id: string }
  /** The newest first. */
  versions: readonly LawVersionView[]
  /** The one whose text is shown below. */
  current: string | null
}

/** The versions of a law and the days on which they are in force. */
export function VersionTable({ law, versions, current }: VersionTableProps) {
  const m = useMessages(lawMessages)
  const columns: Column<LawVersionView>[] = [
    {
      key: 'version',
      header: m.columns.version,
      cell: ({ version }) => (
        <Link
          to={`?version=${version}`}
          className={styles.version}
          aria-current={version === current ? 'true' : undefined}
        >
          {version}
        </Link>
      ),
    },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <LawState state={state} /> },
    { key: 'from', header: m.columns.from, numeric: true, cell: ({ effectiveFrom }) => effectiveFrom },
    { key: 'to', header: m.columns.to, numeric: true, cell: ({ effectiveTo }) => effectiveTo ?? '—' },
    { key: 'articles', header: m.columns.articles, numeric: true, cell: ({ articleCount }) => articleCount },
    {
      key: 'text',
      header: m.law.text,
      cell: ({ hasText }) => (hasText ? m.law.hasText : m.law.noText),
    },
    { key: 'questions', header: m.columns.questions, numeric: true, cell: ({ questions }) => questions },
    { key: 'verified', header: m.columns.verified, numeric: true, cell: ({ verifiedOn }) => verifiedOn },
    {
      key: 'compare',
      header: m.law.comparison,
      cell: ({ version, hasText }) => {
        const older = versions[versions.findIndex((one) => one.version === version) + 1]
        return hasText && older?.hasText ? (
          <Link to={`/bank/laws/${law.id}/compare?from=${older.version}&to=${version}`}>{m.law.compare}</Link>
        ) : null
      },
    },
  ]
  return (
    <Panel title={m.law.versions} flush>
      <Table
        caption={m.law.versions}
        columns={columns.filter(({ key }) => key !== 'compare' || versions.length > 1)}
        rows={versions}
        rowKey={({ version }) => version}
      />
    </Panel>
  )
}
