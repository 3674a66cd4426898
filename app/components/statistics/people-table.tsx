import { formatMean } from '#app/domain/rates.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { ListedPerson } from '#db/queries/statistics-people.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './people-table.module.css'

type PeopleTableProps = {
  caption: string
  people: readonly ListedPerson[]
  /** The reason of an exemption in place of credits and scores. */
  withReason?: boolean
}

/** People of a list: no contact data, no ID number. */
export function PeopleTable({ caption, people, withReason = false }: PeopleTableProps) {
  const { people: m } = useMessages(statisticsMessages)
  const locale = useLocale()
  const columns: Column<ListedPerson>[] = [
    { key: 'name', header: m.name, cell: (person) => <span className={styles.whole}>{person.name}</span> },
    { key: 'employeeNo', header: m.employeeNo, cell: (person) => person.employeeNo },
    { key: 'unit', header: m.unit, cell: (person) => unitOf(person, locale === 'en') },
    {
      key: 'post',
      header: m.post,
      cell: (person) => (
        <span className={styles.whole} lang="zh-CN">
          {person.post}
        </span>
      ),
    },
    ...(withReason
      ? [
          {
            key: 'reason',
            header: m.reason,
            cell: ({ reason }: ListedPerson) => <span lang="">{reason ?? '—'}</span>,
          },
        ]
      : resultColumns(m)),
    { key: 'state', header: m.state, cell: (person) => <State person={person} /> },
  ]
  return (
    <Table caption={caption} columns={columns} rows={people} rowKey={(person) => person.personId} stacked />
  )
}

function resultColumns(m: { credits: string; score: string }): Column<ListedPerson>[] {
  return [
    {
      key: 'credits',
      header: m.credits,
      numeric: true,
      cell: ({ totalCredits, compulsoryCredits }) =>
        totalCredits === null ? '—' : `${totalCredits} (${compulsoryCredits ?? 0})`,
    },
    {
      key: 'score',
      header: m.score,
      numeric: true,
      cell: ({ best }) => (best === null ? '—' : formatMean({ numerator: best, denominator: 1 })),
    },
  ]
}

function unitOf(person: ListedPerson, english: boolean): string {
  const department = english ? person.departmentEn : person.departmentZh
  const unit = english ? person.unitEn : person.unitZh
  return department === unit ? department : `${department} · ${unit}`
}

const tones = {
  absent: 'neutral',
  open: 'active',
  failed: 'warning',
  passed: 'success',
  voided: 'danger',
  exempt: 'info',
} satisfies Record<string, BadgeTone>

function State({ person }: { person: ListedPerson }) {
  const { people: m } = useMessages(statisticsMessages)
  const state = stateOf(person)
  return <Badge tone={tones[state]}>{m.states[state]}</Badge>
}

function stateOf(person: ListedPerson): keyof typeof tones {
  if (person.class === 'exempt') return 'exempt'
  if (person.voided) return 'voided'
  if (person.passed) return 'passed'
  if (person.open) return 'open'
  return person.sat ? 'failed' : 'absent'
}
