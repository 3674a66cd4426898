import { useEffect, useRef } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { Expected } from '#app/services/sittings/read-check-in.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Photo } from '#app/ui/photo.tsx'

import { Acts } from './acts.tsx'
import type { Answer } from './check-in-desk.tsx'
import styles from './check-in.module.css'
import { maskedId } from './masked-id.ts'
import { StateOfPerson } from './state-of-person.tsx'

/** Whom the search found: one card each, with everything to compare. */
export function Found({ answer, expected }: { answer: Answer; expected: readonly Expected[] }) {
  const m = useMessages(sittingMessages).desk
  const cards = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The next key is Enter: the card's button is where the keyboard goes on.
    cards.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [answer])
  const people = expected.filter(({ registrationId }) => answer.found.includes(registrationId))
  if (answer.failed || answer.asked === '') return null
  if (people.length === 0) {
    const title = answer.asked === null ? m.notFoundId : m.notFound(answer.asked)
    return (
      <Notice tone="warning" role="alert" title={title}>
        {m.notFoundNext}
      </Notice>
    )
  }
  return (
    <div ref={cards} className={styles.cards}>
      <p role="status">{m.found(people.length)}</p>
      {people.map((person) => (
        <Card key={person.registrationId} person={person} />
      ))}
    </div>
  )
}

function Card({ person }: { person: Expected }) {
  const m = useMessages(sittingMessages).desk
  const name = useInLanguage()
  return (
    <article className={styles.card} aria-label={person.name}>
      <Photo name={person.name} size="medium" />
      <div className={styles.facts}>
        <h3 className={styles.name}>
          {person.name} <StateOfPerson person={person} />
        </h3>
        <DefinitionList
          items={[
            {
              term: m.columns.seat,
              description: person.seatNumber === null ? m.noSeat : m.seat(person.seatNumber),
            },
            { term: m.columns.ticket, description: person.ticketNo },
            { term: m.columns.idNumber, description: maskedId(person.idTail) },
            { term: m.columns.employeeNo, description: person.employeeNo },
            { term: m.columns.department, description: name(person.departmentZh, person.departmentEn) },
          ]}
        />
      </div>
      <div className={styles.acts}>
        <Acts person={person} size="large" />
      </div>
    </article>
  )
}
