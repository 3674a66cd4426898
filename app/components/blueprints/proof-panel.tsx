import { useInLanguage } from '#app/components/in-language.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { DepartmentProof } from '#app/services/administration/exam-proof.ts'
import type { DraftProof } from '#app/services/blueprints/prove-draft.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Spinner } from '#app/ui/spinner.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './blueprint-form.module.css'
import { useTradeName } from './blueprint-words.ts'
import { type MissingLine, missingLines } from './missing-lines.ts'
import { Scope } from './scope.tsx'

type ProofPanelProps = {
  /** Null: nothing can be said of what the form says now. */
  proof: DraftProof | null
  isBusy?: boolean
  laws: readonly LawField[]
}

/** Whether the bank can fill a blueprint for every department, or what is missing, for whom, and what to do. */
export function ProofPanel({ proof, isBusy = false, laws }: ProofPanelProps) {
  const m = useMessages(blueprintMessages).proof
  return (
    <Panel title={m.title}>
      <div role="status" className={styles.proof}>
        {isBusy && <Spinner label={m.checking} />}
        {!isBusy && !proof && <p className={styles.soft}>{m.first}</p>}
        {!isBusy && proof && <Verdict {...proof} />}
      </div>
      {!isBusy && proof && <Details proof={proof} laws={laws} />}
    </Panel>
  )
}

function Verdict({ proof, day }: DraftProof) {
  const m = useMessages(blueprintMessages).proof
  const lines = missingLines(proof)
  const short = proof.departments.filter(({ shortages }) => shortages.length > 0)
  const fromCommon = proof.departments.filter((department) => department.usesCommonInsteadOfOwn)
  return lines.length === 0 ? (
    <Notice tone="success" title={m.good(proof.departments.length)}>
      {fromCommon.length > 0 && <p>{m.common(fromCommon.length)}</p>}
      <p>{m.on(day)}</p>
    </Notice>
  ) : (
    <Notice tone="danger" title={m.bad(lines.length, short.length)}>
      <p>
        {m.badNext} {m.on(day)}
      </p>
    </Notice>
  )
}

function Details({ proof, laws }: { proof: DraftProof; laws: readonly LawField[] }) {
  const m = useMessages(blueprintMessages)
  const lines = missingLines(proof.proof)
  return (
    <>
      {lines.length > 0 && <Missing lines={lines} draft={proof} laws={laws} />}
      <ul className={styles.needs}>
        {proof.proof.needs.map(({ kind, needed, available }, part) => (
          <li key={part}>
            {m.partName(part + 1)} {m.proof.need(m.kinds[kind], needed, available)}
          </li>
        ))}
      </ul>
      <details>
        <summary>{m.proof.show}</summary>
        <Departments departments={proof.proof.departments} />
      </details>
    </>
  )
}

type MissingProps = { lines: readonly MissingLine[]; draft: DraftProof; laws: readonly LawField[] }

function Missing({ lines, draft, laws }: MissingProps) {
  const m = useMessages(blueprintMessages)
  const words = m.proof
  return (
    <Table
      caption={words.shortages}
      showCaption
      stacked
      rows={lines}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'cell',
          header: words.columns.cell,
          cell: (line) => <Where line={line} draft={draft} laws={laws} />,
        },
        {
          key: 'departments',
          header: words.columns.departments,
          cell: ({ departments }) => <Who departments={departments} all={draft.proof.departments.length} />,
        },
        {
          key: 'lacks',
          header: words.columns.lacks,
          cell: ({ lacks }) =>
            lacks.map(({ difficulty, needed, available }) => (
              <span key={difficulty} className={styles.lack}>
                {words.lack(m.difficulties[difficulty], needed, available)}
              </span>
            )),
        },
        { key: 'todo', header: words.columns.todo, cell: (line) => <Todo line={line} /> },
      ]}
    />
  )
}

function Where({ line, draft, laws }: { line: MissingLine } & Omit<MissingProps, 'lines'>) {
  const m = useMessages(blueprintMessages)
  const tradeName = useTradeName()
  const shorts = new Map(laws.flatMap((field) => field.laws.map(({ id, short }) => [id, short])))
  const cell = draft.blueprint.parts[line.part]?.cells[line.cell]
  const trades = [...new Set(line.departments.flatMap(({ trade }) => trade ?? []))].map(tradeName)
  return (
    <div className={styles.where}>
      {m.rowName(line.part + 1, line.cell + 1)} · {m.kinds[line.kind]}
      {cell && (
        <span className={styles.line}>
          <Scope cell={cell} laws={shorts} />
          {cell.stock === 'own' && trades.length > 0 && m.proof.ofTrades(trades.join(m.joiner))}
        </span>
      )}
    </div>
  )
}

function Who({ departments, all }: { departments: readonly DepartmentProof[]; all: number }) {
  const m = useMessages(blueprintMessages)
  const inLanguage = useInLanguage()
  if (departments.length === all) return <>{m.proof.all(all)}</>
  const names = departments.map(({ nameZh, nameEn }) => inLanguage(nameZh, nameEn))
  const few = names.slice(0, 3).join(m.joiner)
  return <>{names.length > 3 ? m.proof.departmentsMore(few, names.length) : few}</>
}

function Todo({ line: { kind, lacks } }: { line: MissingLine }) {
  const m = useMessages(blueprintMessages)
  const missing = lacks.map(({ difficulty, needed, available }) =>
    m.proof.more(m.difficulties[difficulty], needed - available),
  )
  const list = missing.join(m.joiner)
  return <>{kind === 'case' ? m.proof.todoCases(list) : m.proof.todo(list)}</>
}

function Departments({ departments }: { departments: readonly DepartmentProof[] }) {
  const m = useMessages(blueprintMessages).proof
  const inLanguage = useInLanguage()
  const tradeName = useTradeName()
  return (
    <Table
      caption={m.show}
      tall
      rows={departments}
      rowKey={({ unitId }) => unitId}
      empty={<p className={styles.soft}>{m.noDepartments}</p>}
      columns={[
        {
          key: 'department',
          header: m.departmentColumns.department,
          cell: ({ nameZh, nameEn }) => inLanguage(nameZh, nameEn),
        },
        {
          key: 'trade',
          header: m.departmentColumns.trade,
          cell: ({ trade }) => (trade === null ? m.noTrade : tradeName(trade)),
        },
        {
          key: 'state',
          header: m.departmentColumns.state,
          cell: ({ shortages, usesCommonInsteadOfOwn }) => (
            <span className={styles.state}>
              {shortages.length === 0 ? (
                <Badge tone="success">{m.fine}</Badge>
              ) : (
                <Badge tone="danger">{m.short}</Badge>
              )}
              {usesCommonInsteadOfOwn && <span className={styles.soft}>{m.fromCommon}</span>}
            </span>
          ),
        },
      ]}
    />
  )
}
