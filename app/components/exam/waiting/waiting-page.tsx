import { useEffect, useRef, useState } from 'react'

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
import { mayEnterNow, type WaitingStanding } from './waiting-state.ts'

/** The page before the exam: who, where, which rules, what to prepare, and how long it takes still. */
export function WaitingPage({ waiting }: { waiting: WaitingView }) {
  const m = useMessages(waitingMessages)
  const { exam, registrationId } = waiting
  const title = useLocale() === 'en' ? exam.titleEn : exam.titleZh
  const socketUp = useRef(false)
  const { standing, unreachable, look } = useStanding(registrationId, standingIn(waiting), socketUp)
  const entrance = useEntrance({ registrationId, attemptId: standing.attemptId })
  const [documents, setDocuments] = useState(waiting.documents)
  const [cameraWanted, setCameraWanted] = useState(false)
  const mail = useMail(registrationId)

  const centre = exam.kind === 'centre'
  const goesOn = standing.state === 'check-in' || standing.state === 'waiting' || standing.state === 'open'
  const noticed = documents.some(
    ({ document, acceptedAt }) => document === 'privacy-notice' && acceptedAt !== null,
  )
  const ready = documents.every(({ acceptedAt }) => acceptedAt !== null)
  const room = useExamRoom({
    registrationId,
    page: 'waiting',
    active: centre && goesOn,
    camera: cameraWanted && noticed,
    events: {
      clock: () => {},
      messages: mail.receive,
      look,
      machine: look,
      line: (line) => {
        socketUp.current = line === 'connected'
      },
    },
  })

  const { enter } = entrance
  const now = usePageClock(goesOn ? 250 : null)
  const start = centre && mayEnterNow(standing, now)
  useEffect(() => {
    if (start) enter()
  }, [start, enter])
  const { receive } = mail
  useEffect(() => receive(standing.messages), [standing, receive])

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
          <DoorPanel {...{ standing, now, entrance, unreachable, ready }} waiting={waiting} />
          {(goesOn || standing.state === 'upcoming') && (
            <PreparationSteps
              {...{ registrationId, documents, room }}
              camera={centre}
              onAccepted={(document, acceptedAt) =>
                setDocuments((all) =>
                  all.map((one) => (one.document === document ? { ...one, acceptedAt } : one)),
                )
              }
              onCamera={() => {
                setCameraWanted(true)
                room.startCamera()
              }}
            />
          )}
        </div>
      </div>
      {mail.unread && <ProctorMessage key={mail.unread.id} message={mail.unread} onRead={mail.read} />}
    </div>
  )
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
function useMail(registrationId: string) {
  const [mail, setMail] = useState<{ unread: PendingMessage[]; seen: string[] }>({ unread: [], seen: [] })
  const receive = useRef((messages: readonly PendingMessage[]) => {
    setMail(({ unread, seen }) => {
      const fresh = messages.filter(({ id }) => !seen.includes(id))
      return fresh.length === 0
        ? { unread, seen }
        : { unread: [...unread, ...fresh], seen: [...seen, ...fresh.map(({ id }) => id)] }
    })
  }).current
  const unread = mail.unread[0] ?? null
  const read = () => {
    if (!unread) return
    setMail(({ unread: [, ...rest], seen }) => ({ unread: rest, seen }))
    void acknowledgeMessage(registrationId, unread.id)
  }
  return { unread, receive, read }
}
