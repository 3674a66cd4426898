import { studyMessages } from '#app/i18n/study.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StudyCheck } from '#app/services/study/import-study.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './study.module.css'

type Verdict = keyof StudyCheck['counts']

const tones = {
  new: 'success',
  changed: 'info',
  same: 'neutral',
  'unknown-number': 'danger',
  'outside-region': 'danger',
  'not-on-roll': 'warning',
  'not-a-number': 'danger',
  'compulsory-above-total': 'danger',
  duplicate: 'danger',
} satisfies Record<Verdict, BadgeTone>
const verdicts = Object.keys(tones) as Verdict[] // Safe: the keys of the table are its type.

/** What a check or an import made of each row. `written` null: it was a check. */
export function CheckResult({ check, written }: { check: StudyCheck; written: number | null }) {
  const m = useMessages(studyMessages)
  const { counts } = check
  const good = counts.new + counts.changed + counts.same
  return (
    <>
      {written !== null && (
        <Notice tone="success" role="status" title={m.imported(written)}>
          {m.importedNext(counts.same, check.rows - good)}
        </Notice>
      )}
      {written === null && counts.new + counts.changed === 0 && (
        <Notice tone="warning" role="status" title={m.nothing}>
          {good > 0 ? m.nothingNext : null}
        </Notice>
      )}
      <Panel title={m.result} flush>
        <div className={styles.summary}>
          <p>{m.resultLead(check.rows)}</p>
          <ul className={styles.counts}>
            {verdicts
              .filter((verdict) => counts[verdict] > 0)
              .map((verdict) => (
                <li key={verdict}>
                  <Badge tone={tones[verdict]}>
                    {m.verdicts[verdict]} {counts[verdict].toLocaleString('en-US')}
                  </Badge>
                </li>
              ))}
          </ul>
          {check.shown.length < check.rows && <p className={styles.more}>{m.more(check.shown.length)}</p>}
        </div>
        <Table
          caption={m.caption}
          rows={check.shown}
          rowKey={(row) => String(row.line)}
          columns={[
            { key: 'line', header: m.columns.line, cell: (row) => row.line },
            { key: 'employeeNo', header: m.columns.employeeNo, cell: (row) => row.employeeNo || '—' },
            { key: 'total', header: m.columns.total, numeric: true, cell: (row) => row.total || '—' },
            {
              key: 'compulsory',
              header: m.columns.compulsory,
              numeric: true,
              cell: (row) => row.compulsory || '—',
            },
            {
              key: 'verdict',
              header: m.columns.verdict,
              cell: (row) => <Badge tone={tones[row.verdict]}>{m.verdicts[row.verdict]}</Badge>,
            },
          ]}
          stacked
        />
      </Panel>
    </>
  )
}
