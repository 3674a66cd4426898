import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { Table } from '#app/ui/table.tsx'
import type { Blueprint, BlueprintCell, BlueprintPart, Mix } from '#question-bank/blueprint.ts'

import styles from './blueprint-form.module.css'
import { Scope } from './scope.tsx'

type BlueprintTableProps = { blueprint: Blueprint; quotas: readonly Mix[]; laws: readonly LawField[] }

type Row = { part: BlueprintPart; cell: BlueprintCell; place: number; at: number }

/** A paper as a two-way table (双向细目表): what each part draws from, how much it counts, how hard it is. */
export function BlueprintTable({ blueprint, quotas, laws }: BlueprintTableProps) {
  const m = useMessages(blueprintMessages)
  const words = m.table
  const shorts = new Map(laws.flatMap((field) => field.laws.map(({ id, short }) => [id, short])))
  const rows = blueprint.parts.flatMap((part, place) =>
    part.cells.map((cell, at): Row => ({ part, cell, place, at })),
  )
  const items = (rows: readonly Row[]) => rows.reduce((sum, { cell }) => sum + itemsOf(cell), 0)
  const marks = rows.reduce((sum, { part, cell }) => sum + itemsOf(cell) * part.marks, 0)
  return (
    <>
      <Table
        caption={words.caption}
        rows={rows}
        rowKey={({ place, at }) => `${place} ${at}`}
        stacked
        columns={[
          {
            key: 'part',
            header: words.columns.part,
            cell: ({ part, place, at }) =>
              at === 0 && (
                <>
                  {m.partName(place + 1)} {m.kinds[part.kind]}
                </>
              ),
            total: '',
          },
          {
            key: 'scope',
            header: words.columns.scope,
            rowHeader: true,
            cell: ({ cell }) => (
              <>
                <Scope cell={cell} laws={shorts} />
                {cell.questions && (
                  <span className={styles.line}>{words.cases(cell.count, cell.questions)}</span>
                )}
              </>
            ),
            total: words.total,
          },
          {
            key: 'count',
            header: words.columns.count,
            numeric: true,
            cell: ({ cell }) => itemsOf(cell),
            total: items(rows),
          },
          {
            key: 'marks',
            header: words.columns.marks,
            numeric: true,
            cell: ({ part }) => pointsText(part.marks),
            total: '',
          },
          {
            key: 'sum',
            header: words.columns.sum,
            numeric: true,
            cell: ({ part, cell }) => pointsText(itemsOf(cell) * part.marks),
            total: pointsText(marks),
          },
          {
            key: 'mix',
            header: words.columns.mix,
            numeric: true,
            cell: ({ part, place, at }) => {
              const quota = quotas[place]
              if (at > 0 || !quota) return null
              const text = words.quotas(quota.easy, quota.medium, quota.hard)
              return part.kind === 'case' ? `${text}${words.ofCases}` : text
            },
            total: '',
          },
        ]}
      />
      <Limits blueprint={blueprint} />
    </>
  )
}

/** What holds for the whole paper. */
function Limits({ blueprint: { audience, exposure } }: { blueprint: Blueprint }) {
  const m = useMessages(blueprintMessages)
  if (!audience && !exposure) return null
  return (
    <ul className={styles.limits}>
      {audience && <li>{m.table.audience(m.audiences[audience])}</li>}
      {exposure && <li>{m.table.exposure(exposure.days, exposure.papers.toLocaleString('en-US'))}</li>}
    </ul>
  )
}

const itemsOf = ({ count, questions }: BlueprintCell) => count * (questions ?? 1)
