import type { ReactNode } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { Expected } from '#app/services/sittings/read-check-in.ts'
import { Table, type Column } from '#app/ui/table.tsx'

import { Acts } from './acts.tsx'
import styles from './check-in.module.css'
import { maskedId } from './masked-id.ts'
import { StateOfPerson } from './state-of-person.tsx'

/** Everybody of the sitting, in seat order: the printed list, with buttons. */
export function ExpectedTable({ expected, empty }: { expected: readonly Expected[]; empty: ReactNode }) {
  const m = useMessages(sittingMessages).desk
  const name = useInLanguage()
  const columns: Column<Expected>[] = [
    { key: 'seat', header: m.columns.seat, numeric: true, cell: ({ seatNumber }) => seatNumber ?? '—' },
    {
      key: 'name',
      header: m.columns.name,
      rowHeader: true,
      cell: (person) => <span className={styles.unbroken}>{person.name}</span>,
    },
    { key: 'ticket', header: m.columns.ticket, cell: ({ ticketNo }) => ticketNo },
    { key: 'id', header: m.columns.idNumber, cell: ({ idTail }) => maskedId(idTail) },
    {
      key: 'department',
      header: m.columns.department,
      cell: (person) => name(person.departmentZh, person.departmentEn),
    },
    { key: 'state', header: m.columns.state, cell: (person) => <StateOfPerson person={person} /> },
    {
      key: 'act',
      header: m.columns.act,
      cell: (person) => (
        <div className={styles.rowActs}>
          <Acts person={person} size="small" />
        </div>
      ),
    },
  ]
  return (
    <Table
      caption={m.listTitle}
      columns={columns}
      rows={expected}
      rowKey={({ registrationId }) => registrationId}
      empty={empty}
      stacked
    />
  )
}
