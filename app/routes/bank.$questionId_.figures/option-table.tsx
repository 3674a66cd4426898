import { formatShare } from '#app/components/items/format-figure.ts'
import { optionName } from '#app/components/items/option-name.ts'
import type { OptionFigures } from '#app/domain/item-analysis-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { Badge } from '#app/ui/badge.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

import styles from './option-table.module.css'

/** Who chose which option: how many, how good they are, and how many of the best and of the weakest. */
export function OptionTable({ asked }: { asked: QuestionFigures }) {
  const { question: m } = useMessages(itemMessages)
  if (!asked.chosen) return <p>{m.tooFew}</p>
  const share = (key: 'share' | 'rest' | 'upper' | 'lower', header: string): Column<OptionFigures> => ({
    key,
    header,
    numeric: true,
    cell: (option) => (option[key] === null ? '—' : formatShare(option[key])),
  })
  return (
    <Table
      caption={m.options}
      rows={asked.chosen}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'option',
          header: m.option,
          rowHeader: true,
          cell: ({ id }) => <OptionText asked={asked} id={id} />,
        },
        { key: 'n', header: m.chosen, numeric: true, cell: ({ n }) => n.toLocaleString('en-US') },
        share('share', m.share),
        share('upper', m.upper),
        share('lower', m.lower),
        share('rest', m.rest),
      ]}
    />
  )
}

function OptionText({ asked, id }: { asked: QuestionFigures; id: string }) {
  const { question: m } = useMessages(itemMessages)
  if (id === '') return <span className={styles.blank}>{m.blank}</span>
  const text = asked.options.find((option) => option.id === id)?.text ?? ''
  const name = optionName(asked, id)
  return (
    <span className={styles.option}>
      <span lang="zh-CN">{name === text ? text : `${name}. ${text}`}</span>
      {asked.key?.includes(id) && <Badge tone="success">{m.right}</Badge>}
    </span>
  )
}
