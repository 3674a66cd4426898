import type { ReactNode } from 'react'

import { Time } from '#app/components/time.tsx'
import { homeMessages } from '#app/i18n/home.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { RegistrationView, SittingPlace } from '#app/services/exams/list-registrations.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'

import { entranceOf } from './entrance.ts'
import styles from './exam-cards.module.css'

const tones: Record<RegistrationView['state'], BadgeTone> = {
  upcoming: 'neutral',
  'check-in': 'warning',
  waiting: 'info',
  open: 'info',
  answering: 'active',
  'handed-in': 'success',
  missed: 'danger',
  closed: 'neutral',
}

/** The exams that are still to be sat, one card each. */
export function ExamCards({ registrations }: { registrations: readonly RegistrationView[] }) {
  const m = useMessages(homeMessages)
  const current = registrations.filter((one) => entranceOf(one))
  if (current.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="current-exams">
      <h2 id="current-exams">{m.current}</h2>
      <ul className={styles.cards}>
        {current.map((one) => (
          <li key={one.registrationId}>
            <ExamCard view={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ExamCard({ view }: { view: RegistrationView }) {
  const m = useMessages(homeMessages)
  const en = useLocale() === 'en'
  const { exam, state } = view
  const entrance = entranceOf(view)
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <h3>{en ? exam.titleEn : exam.titleZh}</h3>
        <Badge tone={tones[state]}>{m.states[state]}</Badge>
      </header>
      <p className={styles.facts}>
        {m.kind[exam.kind]} ·{' '}
        {m.facts(exam.itemCount, Math.round(exam.durationMs / 60_000), exam.passMarks, exam.fullMarks)}
      </p>
      <Facts view={view} />
      {entrance && (
        <LinkButton to={entrance.to} variant={entrance.words === 'continue' ? 'primary' : 'secondary'}>
          {m.enter[entrance.words]}
        </LinkButton>
      )}
    </article>
  )
}

function Facts({ view }: { view: RegistrationView }) {
  const m = useMessages(homeMessages)
  const { exam, sitting } = view
  const best = bestOf(view)
  return (
    <dl className={styles.list}>
      <Fact term={m.when}>
        <When view={view} />
      </Fact>
      {sitting && <Place sitting={sitting} />}
      {exam.maxTries > 1 && <Fact term={m.tries}>{m.triesUsed(view.triesUsed, exam.maxTries)}</Fact>}
      {best !== null && <Fact term={m.best}>{m.result.score_of(String(best), exam.fullMarks)}</Fact>}
    </dl>
  )
}

function Place({ sitting }: { sitting: SittingPlace }) {
  const m = useMessages(homeMessages)
  const en = useLocale() === 'en'
  return (
    <>
      <Fact term={m.where}>
        {en ? `${sitting.centreEn}, ${sitting.roomEn}` : `${sitting.centreZh} ${sitting.roomZh}`}
        <span className={styles.address} lang="zh-CN">
          {sitting.address}
        </span>
      </Fact>
      {sitting.seatNumber !== null && <Fact term={m.seat}>{m.seatNumber(sitting.seatNumber)}</Fact>}
      {sitting.ticketNo && <Fact term={m.ticket}>{sitting.ticketNo}</Fact>}
    </>
  )
}

function When({ view: { sitting, opensAt, closesAt } }: { view: RegistrationView }) {
  if (sitting) return <Time at={sitting.startedAt ?? sitting.startsAt} style="weekday" />
  if (!opensAt || !closesAt) return <>—</>
  return (
    <>
      <Time at={opensAt} style="weekday" /> – <Time at={closesAt} style="weekday" />
    </>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function bestOf({ results }: RegistrationView): number | null {
  const scores = results.flatMap(({ score, void: isVoid }) => (score === null || isVoid ? [] : [score]))
  return scores.length > 0 ? Math.max(...scores) : null
}
