import { useCallback, useEffect, useRef } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'

import { AnswerGrid } from './answer-grid.tsx'
import { CalmNotice } from './calm-notice.tsx'
import { CameraStrip } from './camera-strip.tsx'
import type { PaperItem } from './exam-api.ts'
import type { ExamPageHead } from './exam-page.tsx'
import styles from './exam-page.module.css'
import type { ExamSession } from './exam-session.ts'
import { type ExamState, isOpen } from './exam-state.ts'
import { type MissingDocument, MissingDocuments } from './missing-documents.tsx'
import { MoveBar } from './move-bar.tsx'
import { casePlace } from './paper-parts.ts'
import { Question } from './question.tsx'
import { SaveLine } from './save-line.tsx'
import { UnderQuestion } from './under-question.tsx'
import { type ExamKey, useExamKeys } from './use-exam-keys.ts'
import type { ExamRoom } from './use-exam-room.ts'

type AnsweringProps = {
  head: ExamPageHead
  session: ExamSession
  state: ExamState
  /** Null: an online exam, without a room. */
  room: ExamRoom | null
  singleKeys: boolean
  missing: readonly MissingDocument[]
  /** A dialog is open: keys belong to it. */
  busy: boolean
  onHandIn: () => void
  onAccepted: (document: MissingDocument['document']) => void
}

/** The question at the left, the grid at the right, the way forward below. */
export function Answering({ head, session, state, room, busy, onHandIn, ...rest }: AnsweringProps) {
  const { items, current, notice } = state
  const item = items[current]
  const onGo = useCallback((index: number) => session.goTo(index), [session])
  const dismiss = useCallback((id: number) => session.dismissNotice(id), [session])
  useExamKeys({
    active: !busy && state.clock?.phase === 'running',
    singleKeys: rest.singleKeys,
    options: item?.options.length ?? 0,
    onKey: (key) => item && act(session, { item, current }, key),
  })
  if (!item) return null
  return (
    <>
      {notice && <CalmNotice key={notice.id} notice={notice} onDismiss={dismiss} />}
      <div className={styles.desk}>
        <div className={styles.left}>
          <QuestionSheet {...{ head, session, state, item }} />
          <MoveBar
            marked={state.marked.includes(item.itemId)}
            first={current === 0}
            last={current === items.length - 1}
            onMark={() => session.mark(item.itemId)}
            onMove={(by) => session.goTo(current + by)}
            onHandIn={onHandIn}
          />
        </div>
        <div className={styles.side}>
          <SaveLine ledger={state.ledger} lineBroken={state.lineBroken} proctored={head.sittingId !== null} />
          <AnswerGrid {...{ items, current, onGo }} ledger={state.ledger} marked={state.marked} />
          <MissingDocuments
            registrationId={head.registrationId}
            missing={rest.missing}
            onAccepted={rest.onAccepted}
          />
          {room && <CameraStrip room={room} />}
        </div>
      </div>
    </>
  )
}

type QuestionSheetProps = { head: ExamPageHead; session: ExamSession; state: ExamState; item: PaperItem }

function QuestionSheet({ head, session, state, item }: QuestionSheetProps) {
  const m = useMessages(examMessages)
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusOnChange(heading, state.current)
  const { itemId } = item
  const response = state.ledger.answers[itemId] ?? []
  return (
    // Long stems scroll; what scrolls must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.sheet} tabIndex={0} aria-label={m.question}>
      <Warnings state={state} />
      <Question
        key={itemId}
        {...{ item, response, heading }}
        number={state.current + 1}
        total={state.items.length}
        place={casePlace(state.items, state.current)}
        marked={state.marked.includes(itemId)}
        scoring={head.multipleScoring && m.scoring[head.multipleScoring]}
        open={isOpen(state)}
        onChoose={(optionId) => session.choose(itemId, optionId)}
      >
        <UnderQuestion
          {...{ itemId }}
          ledger={state.ledger}
          lineBroken={state.lineBroken}
          answered={response.length > 0}
          onClear={() => session.clear(itemId)}
        />
      </Question>
    </section>
  )
}

function Warnings({ state }: { state: ExamState }) {
  const m = useMessages(examMessages)
  return (
    <>
      {!state.durable && (
        <Notice tone="warning" title={m.save.fragileTitle}>
          {m.save.fragile}
        </Notice>
      )}
      {state.leftBehind > 0 && (
        <Notice tone="warning" role="alert">
          {m.leftBehind(state.leftBehind)}
        </Notice>
      )}
    </>
  )
}

function act(
  session: ExamSession,
  { item, current }: { item: PaperItem; current: number },
  key: ExamKey,
): void {
  if (key.is === 'move') session.goTo(current + key.by)
  if (key.is === 'mark') session.mark(item.itemId)
  if (key.is === 'grid') document.querySelector<HTMLElement>('#answer-grid [aria-current]')?.focus()
  if (key.is === 'choose') {
    const option = item.options[key.index]
    if (option) session.choose(item.itemId, option.id)
  }
}

/** The new question is read out; on the first one the page itself is being read. */
function useFocusOnChange(target: React.RefObject<HTMLElement>, value: number): void {
  const before = useRef(value)
  useEffect(() => {
    if (before.current === value) return
    before.current = value
    target.current?.focus()
  }, [target, value])
}
