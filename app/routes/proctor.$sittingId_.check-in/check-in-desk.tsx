import { useInLanguage } from '#app/components/in-language.ts'
import { PhaseBadge } from '#app/components/sittings/phase-badge.tsx'
import { Time } from '#app/components/time.tsx'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { CheckInView, Expected } from '#app/services/sittings/read-check-in.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './check-in.module.css'
import { ExpectedTable } from './expected-table.tsx'
import { FindForm } from './find-form.tsx'
import { Found } from './found.tsx'

/** `asked` null: a whole ID number, which is not shown again. */
export type Answer = { asked: string | null; found: string[]; failed: boolean }

type CheckInDeskProps = {
  view: CheckInView
  answer: Answer | null
  done: { checked: string | null; unlocked: string | null }
}

/** The desk at the door: find, compare, confirm; then the next person. */
export function CheckInDesk({ view, answer, done }: CheckInDeskProps) {
  const m = useMessages(sittingMessages)
  const name = useInLanguage()
  const { sitting, expected } = view
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.desk.back, to: '/proctor' }, { label: m.desk.title }]}
        title={m.desk.title}
        badge={<PhaseBadge phase={sitting.phase} />}
        lead={
          <>
            {name(sitting.examTitleZh, sitting.examTitleEn)} ·{' '}
            {m.place(name(sitting.centreZh, sitting.centreEn), name(sitting.roomZh, sitting.roomEn))} ·{' '}
            <Time at={sitting.startsAt} style="weekday" />
          </>
        }
        actions={
          <LinkButton to={`/proctor/${sitting.id}`} icon="camera">
            {m.desk.room}
          </LinkButton>
        }
      />
      <Panel title={m.desk.findTitle}>
        <p className={styles.order}>{m.desk.lead}</p>
        <Outcome answer={answer} done={done} expected={expected} />
        <FindForm answer={answer} turn={`${done.checked}${done.unlocked}`} />
        {answer && <Found answer={answer} expected={expected} />}
      </Panel>
      <Panel
        title={`${m.desk.listTitle} · ${m.desk.readyCount(sitting.counts.checkedIn, expected.length)}`}
        flush
      >
        <ExpectedTable
          expected={expected}
          empty={
            <EmptyState title={m.desk.emptyTitle} icon="user">
              {m.desk.empty}
            </EmptyState>
          }
        />
      </Panel>
    </>
  )
}

/** What the last press of a button did. */
function Outcome({
  answer,
  done,
  expected,
}: Omit<CheckInDeskProps, 'view'> & { expected: readonly Expected[] }) {
  const m = useMessages(sittingMessages).desk
  if (answer?.failed) {
    return (
      <Notice tone="danger" role="alert">
        {m.failed}
      </Notice>
    )
  }
  const person = expected.find(
    ({ registrationId }) => registrationId === done.checked || registrationId === done.unlocked,
  )
  // A search is about the next person.
  if (!person || answer) return null
  const seat = person.seatNumber === null ? m.noSeat : m.seat(person.seatNumber)
  return (
    <Notice tone="success" role="status">
      {done.checked ? m.checked(person.name, seat) : m.unlocked(person.name)}
    </Notice>
  )
}
