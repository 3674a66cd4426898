import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { clockFace, type PinnedClock, remainingAt } from './exam-clock.ts'
import { ExamModal } from './exam-modal.tsx'
import type { ExamSession } from './exam-session.ts'
import type { ExamState } from './exam-state.ts'
import { HandInDialog } from './hand-in-dialog.tsx'
import { acknowledgeMessage, ProctorMessage } from './proctor-message.tsx'

type ExamDialogsProps = {
  session: ExamSession
  state: ExamState
  answering: boolean
  handingIn: boolean
  registrationId: string
  onCloseHandIn: () => void
}

/** What may stand in front of the exam: handing in, a pause, a message of the proctor. The last one is on top. */
export function ExamDialogs({
  session,
  state,
  answering,
  handingIn,
  registrationId,
  onCloseHandIn,
}: ExamDialogsProps) {
  const { clock } = state
  const [message] = state.messages
  const read = (messageId: string) => {
    session.readMessage(messageId)
    void acknowledgeMessage(registrationId, messageId)
  }
  return (
    <>
      {handingIn && answering && (
        <HandInDialog
          state={state}
          onClose={onCloseHandIn}
          onHandIn={() => void session.handIn()}
          onCancel={() => session.cancelHandIn()}
          onGo={(index) => session.goTo(index)}
        />
      )}
      {answering && clock?.phase === 'paused' && <Paused clock={clock} />}
      {message && <ProctorMessage key={message.id} message={message} onRead={() => read(message.id)} />}
    </>
  )
}

function Paused({ clock }: { clock: PinnedClock }) {
  const m = useMessages(examMessages).paused
  return (
    <ExamModal title={m.title}>
      <p>{m.body}</p>
      <p>{m.kept}</p>
      <p>{m.left(clockFace(remainingAt(clock, clock.readAt)))}</p>
    </ExamModal>
  )
}
