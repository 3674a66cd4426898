import { useCallback, useEffect, useRef, useState } from 'react'

import { DisplaySettings } from '#app/components/shell/display-settings.tsx'
import { ExamBar } from '#app/components/shell/exam-bar.tsx'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { WaitingView } from '#app/services/exams/read-waiting.ts'
import { LinkButton } from '#app/ui/link-button.tsx'

import type { PendingMessage } from '../exam-api.ts'
import { acknowledgeMessage, ProctorMessage } from '../proctor-message.tsx'
import { useExamRoom } from '../use-exam-room.ts'
import { usePageClock } from '../use-page-clock.ts'
import { CandidateSheet } from './candidate-sheet.tsx'
import { DoorPanel } from './door-panel.tsx'
import { ExamRules } from './exam-rules.tsx'
import { PreparationSteps } from './preparation-steps.tsx'
import { useEntrance } from './use-entrance.ts'
import { useStanding } from './use-standing.ts'
import styles from './waiting-page.module.css'
import { mayEnterNow, type PinnedStanding, type WaitingStanding } from './waiting-state.ts'

/** The page before the exam: who, where, which rules, what to prepare, and how long it takes still. */
export function WaitingPage({ waiting }: { waiting: WaitingView }) {
  const m = useMessages(waitingMessages)
  const { exam, registrationId } = waiting
  const title = useLocale() === 'en' ? exam.titleEn : exam.titleZh
  const socketUp = useRef(false)
  const { standing, unreachable, look } = useStanding(registrationId, standingIn(waiting), socketUp)
  const [documents, setDocuments] = useState(waiting.documents)
  const mail = useMail(registrationId, standing)
  const goesOn = isBefore(standing.state)
  const preparation = useWaitingRoom({ waiting, documents, goesOn, look, socketUp, receive: mail.receive })
  const entrance = useEntrance({ registrationId, attemptId: standing.attemptId })

  const now = usePageClock(goesOn ? 250 : null)
  const ready = documents.every(({ acceptedAt }) => acceptedAt !== null)
  // Who waits here goes in when it starts, come what may; who comes late reads notice and pledge first.
  const late = waiting.state === 'open'
  const start = exam.kind === 'centre' && mayEnterNow(standing, now) && (ready || !late)
  const { enter } = entrance
  useEffect(() => {
    if (start) enter()
  }, [start, enter])

  return (
    <div className={styles.page}>
      <ExamBar title={title} who={m.title}>
        <DisplaySettings />
        {!start && (
          <LinkButton to="/home" className={styles.home} size="small">
            {m.home}
          </LinkButton>
        )}
      </ExamBar>
      <div className={styles.columns}>
        <div className={styles.column}>
          <CandidateSheet waiting={waiting} />
          <ExamRules exam={exam} />
        </div>
        <div className={styles.column}>
          <DoorPanel {...{ standing, now, entrance, unreachable, ready, start }} waiting={waiting} />
          {(goesOn || standing.state === 'upcoming') && (
            <PreparationSteps
              {...{ registrationId, documents }}
              {...preparation}
              camera={exam.kind === 'centre'}
              onAccepted={(document, acceptedAt) =>
                setDocuments((all) =>
                  all.map((one) => (one.document === document ? { ...one, acceptedAt } : one)),
                )
              }
            />
          )}
        </div>
      </div>
      {mail.unread && <ProctorMessage key={mail.unread.id} message={mail.unread} onRead={mail.read} />}
    </div>
  )
}

const isBefore = (state: WaitingStanding['state']) =>
  state === 'check-in' || state === 'waiting' || state === 'open'

type WaitingRoom = {
  waiting: WaitingView
  documents: WaitingView['documents']
  goesOn: boolean
  look: () => void
  socketUp: { current: boolean }
  receive: (messages: readonly PendingMessage[]) => void
}

/** The line to the proctor while one waits, and the camera test: only after the notice, and only at a centre. */
function useWaitingRoom({ waiting, documents, goesOn, look, socketUp, receive }: WaitingRoom) {
  const [wanted, setWanted] = useState(false)
  const noticed = documents.some(
    ({ document, acceptedAt }) => document === 'privacy-notice' && acceptedAt !== null,
  )
  const room = useExamRoom({
    registrationId: waiting.registrationId,
    page: 'waiting',
    active: waiting.exam.kind === 'centre' && goesOn,
    camera: wanted && noticed,
    events: {
      clock: () => {},
      messages: receive,
      look,
      machine: look,
      line: (line) => {
        socketUp.current = line === 'connected'
      },
    },
  })
  const onCamera = () => {
    setWanted(true)
    room.startCamera()
  }
  return { room, onCamera }
}

function standingIn({ state, now, opensAt, closesAt, attemptId, receiptId }: WaitingView): WaitingStanding {
  const times = {
    now: now.toISOString(),
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  }
  return { state, attemptId, receiptId, messages: [], ...times }
}

/** Messages of the proctor, each shown once until it was read. */
function useMail(registrationId: string, standing: PinnedStanding) {
  const [mail, setMail] = useState<{ unread: PendingMessage[]; seen: string[] }>({ unread: [], seen: [] })
  const receive = useCallback((messages: readonly PendingMessage[]) => {
    setMail(({ unread, seen }) => {
      const fresh = messages.filter(({ id }) => !seen.includes(id))
      return fresh.length === 0
        ? { unread, seen }
        : { unread: [...unread, ...fresh], seen: [...seen, ...fresh.map(({ id }) => id)] }
    })
  }, [])
  useEffect(() => receive(standing.messages), [standing, receive])
  const unread = mail.unread[0] ?? null
  const read = () => {
    if (!unread) return
    setMail(({ unread: [, ...rest], seen }) => ({ unread: rest, seen }))
    void acknowledgeMessage(registrationId, unread.id)
  }
  return { unread, receive, read }
}
