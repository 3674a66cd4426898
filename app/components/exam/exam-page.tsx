import { useEffect, useState } from 'react'

import { ExamBar } from '#app/components/shell/exam-bar.tsx'
import { examMessages } from '#app/i18n/exam.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'

import { Answering } from './answering.tsx'
import { ExamDialogs } from './exam-dialogs.tsx'
import styles from './exam-page.module.css'
import type { ExamSession } from './exam-session.ts'
import { ExamTools } from './exam-tools.tsx'
import type { MissingDocument } from './missing-documents.tsx'
import { unsavedItems } from './outbox/ledger.ts'
import { StageScreen } from './stage-screen.tsx'
import { type RoomEvents, useExamRoom } from './use-exam-room.ts'
import { type SessionInPage, useExamSession } from './use-exam-session.ts'

export type ExamPageHead = {
  attemptId: string
  registrationId: string
  personId: string
  candidateName: string
  seatNumber: number | null
  ticketNo: string | null
  /** Null: an online exam, without a room and a proctor. */
  sittingId: string | null
  missingDocuments: readonly MissingDocument[]
  titleZh: string
  titleEn: string
  multipleScoring: 'all-or-nothing' | 'half-for-subset' | 'half-point-per-option' | null
}

/** The page on which a candidate sits an exam, from opening the paper to the receipt. */
export function ExamPage({ head }: { head: ExamPageHead }) {
  const m = useMessages(examMessages)
  const title = useLocale() === 'en' ? head.titleEn : head.titleZh
  const proctored = head.sittingId !== null
  const inPage = useExamSession(head)
  const { session, state } = inPage
  const [handingIn, setHandingIn] = useState(false)
  const [singleKeys, setSingleKeys] = useState(true)
  const [missing, setMissing] = useState(head.missingDocuments)
  const answering = state.stage.at === 'answering' && state.clock !== null
  const room = useExamRoom({
    registrationId: head.registrationId,
    page: 'exam',
    // The paper first. A page that does not write stays out: in the room it would take the place of the one that does.
    active: proctored && answering,
    camera: !missing.some(({ document }) => document === 'privacy-notice'),
    events: eventsFor(inPage),
  })
  useLeavingWarning(answering && unsavedItems(state.ledger).length > 0, m.leaving)
  useEffect(() => {
    if (!answering) setHandingIn(false)
  }, [answering])

  return (
    <div className={styles.page}>
      <ExamBar title={title} who={m.who(head.candidateName, head.seatNumber, head.ticketNo)}>
        <ExamTools
          {...{ state, answering, singleKeys }}
          onSingleKeys={setSingleKeys}
          onHandIn={() => setHandingIn(true)}
        />
      </ExamBar>
      {answering && session ? (
        <Answering
          {...{ head, session, state, singleKeys, missing }}
          room={proctored ? room : null}
          busy={handingIn || state.messages.length > 0}
          onHandIn={() => setHandingIn(true)}
          onAccepted={(document) => setMissing((all) => all.filter((one) => one.document !== document))}
        />
      ) : (
        <StageScreen {...{ state, session, proctored }} attemptId={head.attemptId} />
      )}
      {session && (
        <ExamDialogs
          {...{ session, state, answering, handingIn }}
          registrationId={head.registrationId}
          onCloseHandIn={() => setHandingIn(false)}
        />
      )}
    </div>
  )
}

function eventsFor({ session, look, setSocketUp }: SessionInPage): RoomEvents {
  const tell = (say: (session: ExamSession) => void) => session && say(session)
  return {
    clock: (reading) => tell((one) => one.receiveClock(reading)),
    messages: (messages) => tell((one) => one.receiveMessages(messages)),
    machine: (generation) => tell((one) => one.receiveMachine(generation)),
    line: (line) => setSocketUp(line === 'connected'),
    look,
  }
}

/** The browser asks before it closes a page that still holds unsaved answers. */
function useLeavingWarning(active: boolean, words: string): void {
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = words
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [active, words])
}
