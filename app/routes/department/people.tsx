import { formatTime } from '#app/components/format-time.ts'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { PeopleTable } from '#app/components/statistics/people-table.tsx'
import { departmentMessages } from '#app/i18n/department.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { DepartmentView } from '#app/services/statistics/read-department.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './department.module.css'
import { Reminder } from './reminder.tsx'

type Current = NonNullable<DepartmentView['current']>
type People = Current['lists']['exempt']

/** In the order in which they are chased. */
export const chasedOrder = ['not-sat', 'not-studied', 'not-passed'] as const
type Chased = (typeof chasedOrder)[number]

type ChasedPeopleProps = { list: Chased; people: People; statistics: Current['statistics'] }

/** Who is on one list, and a reminder to copy. */
export function ChasedPeople({ list, people, statistics }: ChasedPeopleProps) {
  const m = useMessages(departmentMessages)
  const locale = useLocale()
  const words = useReminder({ list, people, statistics })
  return (
    <div id={list} className={styles.list}>
      <Panel title={m.lists[list]} actions={m.count(people.length)} flush>
        {people.length === 0 ? (
          <EmptyState title={m.everybody[list]} icon="success">
            {m.everybodyNext}
          </EmptyState>
        ) : (
          <>
            <PeopleTable
              caption={m.caption(m.lists[list], nameIn(locale, statistics.unit))}
              people={people}
            />
            <Reminder words={words} about={m.lists[list]} />
          </>
        )}
      </Panel>
    </div>
  )
}

function useReminder({ list, people, statistics: { exam, campaign } }: ChasedPeopleProps): string {
  const { remind } = useMessages(departmentMessages)
  const locale = useLocale()
  const names = people.map(({ name }) => name).join(remind.and)
  if (list === 'not-studied')
    return remind[list](campaign.studyTotalTarget, campaign.studyCompulsoryTarget, names)
  const until = exam.closesAt ? remind.until(formatTime(exam.closesAt, 'datetime', locale)) : remind.soon
  return remind[list](titleIn(locale, exam), until, names)
}

/** Who is exempt and why: to read, not to change. */
export function Exemptions({ people }: { people: People }) {
  const m = useMessages(departmentMessages)
  return (
    <Panel title={m.exemptions} actions={m.count(people.length)} flush>
      {people.length === 0 ? (
        <EmptyState title={m.noExemptions}>{m.noExemptionsNext}</EmptyState>
      ) : (
        <>
          <p className={styles.lead}>{m.exemptionsLead}</p>
          <PeopleTable caption={m.exemptions} people={people} withReason />
        </>
      )}
    </Panel>
  )
}
