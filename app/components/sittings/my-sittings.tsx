import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { SittingSummary } from '#app/services/sittings/list-sittings.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import { groupSittings } from './group-sittings.ts'
import styles from './my-sittings.module.css'
import { useSittingColumns } from './sitting-table.tsx'

type MySittingsProps = { as: 'proctor' | 'inspect'; sittings: readonly SittingSummary[]; now: Date }

/** The first page of a proctor or an inspector: what goes on now, today, later, earlier. */
export function MySittings({ as, sittings, now }: MySittingsProps) {
  const m = useMessages(sittingMessages)
  const words = m[as]
  const { today, coming, past } = groupSittings(sittings, now)
  const [first] = today
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      {sittings.length === 0 && (
        <Panel>
          <EmptyState title={words.emptyTitle} icon="clock">
            {words.empty}
          </EmptyState>
        </Panel>
      )}
      {first && first.phase !== 'over' && <FirstSitting as={as} sitting={first} />}
      {sittings.length > 0 && (
        <Group as={as} title={m.groups.today} sittings={today}>
          <EmptyState title={m.noneToday} icon="clock">
            {m.noneTodayNext}
          </EmptyState>
        </Group>
      )}
      {coming.length > 0 && <Group as={as} title={m.groups.coming} sittings={coming} />}
      {past.length > 0 && <Group as={as} title={m.groups.past} sittings={past} />}
    </>
  )
}

function FirstSitting({ as, sitting }: { as: MySittingsProps['as']; sitting: SittingSummary }) {
  const m = useMessages(sittingMessages)
  const name = useInLanguage()
  const title = name(sitting.examTitleZh, sitting.examTitleEn)
  const begins = sitting.phase === 'planned'
  return (
    <NextStep
      title={begins ? m.nextUp(title) : m.now(title)}
      action={
        <div className={styles.actions}>
          <LinkButton to={`/proctor/${sitting.id}`} variant="primary" size="large" icon="camera">
            {m[as].enter}
          </LinkButton>
          {as === 'proctor' && (
            <LinkButton to={`/proctor/${sitting.id}/check-in`} size="large" icon="user">
              {m.checkIn}
            </LinkButton>
          )}
        </div>
      }
    >
      {m.place(name(sitting.centreZh, sitting.centreEn), name(sitting.roomZh, sitting.roomEn))} ·{' '}
      <Time at={sitting.startsAt} style="weekday" />
    </NextStep>
  )
}

type GroupProps = {
  as: MySittingsProps['as']
  title: string
  sittings: readonly SittingSummary[]
  children?: ReactNode
}

function Group({ as, title, sittings, children }: GroupProps) {
  return (
    <Panel title={title} flush>
      <Table
        caption={title}
        columns={useColumns(as)}
        rows={sittings}
        rowKey={({ id }) => id}
        empty={children}
        stacked
      />
    </Panel>
  )
}

function useColumns(as: MySittingsProps['as']): Column<SittingSummary>[] {
  const m = useMessages(sittingMessages)
  const columns = useSittingColumns()
  return [
    ...columns,
    {
      key: 'open',
      header: m.columns.open,
      cell: (row) => (
        <span className={styles.links}>
          <Link to={`/proctor/${row.id}`}>{m[as].enter}</Link>
          {as === 'proctor' && row.phase !== 'over' && (
            <Link to={`/proctor/${row.id}/check-in`}>{m.checkIn}</Link>
          )}
        </span>
      ),
    },
  ]
}
