import { useCallback, useEffect, useState } from 'react'

import { DisplaySettings } from '#app/components/shell/display-settings.tsx'
import { ExamBar } from '#app/components/shell/exam-bar.tsx'
import { examMessages } from '#app/i18n/exam.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import { AnsweringDesk } from './answering-desk.tsx'
import { CalmNotice } from './calm-notice.tsx'
import { clockFace, remainingAt } from './exam-clock.ts'
import { ExamModal } from './exam-modal.tsx'
import styles from './exam-page.module.css'
import { ExamTime } from './exam-time.tsx'
import { HandInDialog } from './hand-in-dialog.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import { unsavedItems } from './outbox/ledger.ts'
import { acknowledgeMessage, ProctorMessage } from './proctor-message.tsx'
import { StageScreen } from './stage-screen.tsx'
import { useExamRoom } from './use-exam-room.ts'
import { useExamSession } from './use-exam-session.ts'

export type ExamPageHead = {
  attemptId: string
  registrationId: string
  personId: string
  candidateName: string
  seatNumber: number | null
  ticketNo: string | null
  sittingId: string | null
  noticeAccepted: boolean
  titleZh: string
  titleEn: string
  multipleScoring: 'all-or-nothing' | 'half-for-subset' | 'half-point-per-option' | null
}

/** The page on which a candidate sits an exam, from opening the paper to the receipt. */
export function ExamPage({ head }: { head: ExamPageHead }) {
  const m = useMessages(examMessages)
  const proctored = head.sittingId !== null
  const { session, state, look, setSocketUp } = useExamSession(head)
  const [handingIn, setHandingIn] = useState(false)
  const [singleKeys, setSingleKeys] = useState(true)
  const { stage, clock } = state
  const answering = stage.at === 'answering' && clock !== null
  const room = useExamRoom({
    registrationId: head.registrationId,
    page: 'exam',
    // The paper first. A page that is not the writer stays out: the room would throw the other one out.
    active: proctored && (answering || stage.at === 'machine-held'),
    camera: answering && head.noticeAccepted,
    events: {
      clock: (reading) => session?.receiveClock(reading),
      messages: (messages) => session?.receiveMessages(messages),
      look,
      machine: (generation) => session?.receiveMachine(generation),
      line: (line) => setSocketUp(line === 'connected'),
    },
  })
  useLeavingWarning(unsavedItems(state.ledger).length > 0 && answering, m.leaving)
  useEffect(() => {
    if (!answering) setHandingIn(false)
  }, [answering])

  const dismiss = useCallback((id: number) => session?.dismissNotice(id), [session])
  const [message] = state.messages
  const read = (messageId: string) => {
    session?.readMessage(messageId)
    void acknowledgeMessage(head.registrationId, messageId)
  }
  return (
    <div className={styles.page}>
      <ExamBar title={useExamTitle(head)} who={m.who(head.candidateName, head.seatNumber, head.ticketNo)}>
        {answering && <KeyboardHelp singleKeys={singleKeys} onSingleKeys={setSingleKeys} />}
        <DisplaySettings />
        {answering && <ExamTime clock={clock} spokenMinutes={state.spokenMinutes} />}
        {answering && (
          <Button type="button" className={styles.handIn} onClick={() => setHandingIn(true)}>
            {m.handIn.button}
          </Button>
        )}
      </ExamBar>
      {answering && state.notice && (
        <CalmNotice key={state.notice.id} notice={state.notice} onDismiss={dismiss} />
      )}
      {answering && session ? (
        <AnsweringDesk
          {...{ head, session, state, room: proctored ? room : null, singleKeys }}
          busy={handingIn || message !== undefined}
          onHandIn={() => setHandingIn(true)}
        />
      ) : (
        <StageScreen {...{ state, session, proctored }} attemptId={head.attemptId} />
      )}
      {handingIn && answering && (
        <HandInDialog
          state={state}
          onClose={() => setHandingIn(false)}
          onHandIn={() => void session?.handIn()}
          onCancel={() => session?.cancelHandIn()}
          onGo={(index) => session?.goTo(index)}
        />
      )}
      {answering && clock.phase === 'paused' && (
        <ExamModal title={m.paused.title}>
          <p>{m.paused.body}</p>
          <p>{m.paused.kept}</p>
          <p>{m.paused.left(clockFace(remainingAt(clock, clock.readAt)))}</p>
        </ExamModal>
      )}
      {message && <ProctorMessage key={message.id} message={message} onRead={() => read(message.id)} />}
    </div>
  )
}

function useExamTitle({ titleZh, titleEn }: ExamPageHead): string {
  return useLocale() === 'en' ? titleEn : titleZh
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
