import { useEffect, useRef } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'

import { AnswerGrid } from './answer-grid.tsx'
import { CameraStrip } from './camera-strip.tsx'
import type { ExamPageHead } from './exam-page.tsx'
import type { ExamSession } from './exam-session.ts'
import { type ExamState, isOpen } from './exam-state.ts'
import styles from './exam-page.module.css'
import { Question } from './question.tsx'
import { OwnTruth, SaveLine } from './save-line.tsx'
import { type ExamKey, useExamKeys } from './use-exam-keys.ts'
import type { ExamRoom } from './use-exam-room.ts'

type AnsweringDeskProps = {
  head: ExamPageHead
  session: ExamSession
  state: ExamState
  /** Null: an online exam, without a room. */
  room: ExamRoom | null
  singleKeys: boolean
  /** A dialog is open: keys belong to it. */
  busy: boolean
  onHandIn: () => void
}

/** The question at the left, the grid at the right, the way forward below. */
export function AnsweringDesk({
  head,
  session,
  state,
  room,
  singleKeys,
  busy,
  onHandIn,
}: AnsweringDeskProps) {
  const m = useMessages(examMessages)
  const heading = useRef<HTMLHeadingElement>(null)
  const { items, ledger, current } = state
  const item = items[current]
  const goTo = useRef((index: number) => session.goTo(index))
  goTo.current = (index) => session.goTo(index)
  const onGo = useRef((index: number) => goTo.current(index)).current

  useFocusOnChange(heading, current)
  useExamKeys({
    active: !busy && state.clock?.phase === 'running',
    singleKeys,
    options: item?.options.length ?? 0,
    onKey: (key) => item && act(session, { item, current }, key),
  })
  if (!item) return null
  const { itemId } = item
  const response = ledger.answers[itemId] ?? []
  const marked = state.marked.includes(itemId)
  const last = current === items.length - 1
  const scoring = head.multipleScoring && m.scoring[head.multipleScoring]
  return (
    <div className={styles.desk}>
      <div className={styles.left}>
        {/* Long stems scroll; what scrolls must be reachable without a mouse. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={styles.sheet} tabIndex={0} aria-label={m.question}>
          <Warnings state={state} />
          <Question
            key={itemId}
            {...{ item, response, marked, scoring, heading }}
            number={current + 1}
            total={items.length}
            open={isOpen(state)}
            onChoose={(optionId) => session.choose(itemId, optionId)}
          >
            <div className={styles.under}>
              <OwnTruth ledger={ledger} itemId={itemId} lineBroken={state.lineBroken} />
              {response.length > 0 && (
                <Button type="button" variant="quiet" size="small" onClick={() => session.clear(itemId)}>
                  {m.clear}
                </Button>
              )}
            </div>
          </Question>
        </section>
        <div className={styles.foot}>
          <Button
            type="button"
            icon="chevron-left"
            aria-disabled={current === 0}
            onClick={() => session.goTo(current - 1)}
          >
            {m.previous}
          </Button>
          <Button type="button" icon="flag" aria-pressed={marked} onClick={() => session.mark(itemId)}>
            {marked ? m.unmark : m.mark}
          </Button>
          {last ? (
            <Button type="button" variant="primary" onClick={onHandIn}>
              {m.last}
            </Button>
          ) : (
            <Button
              type="button"
              variant="primary"
              icon="arrow-right"
              onClick={() => session.goTo(current + 1)}
            >
              {m.next}
            </Button>
          )}
        </div>
      </div>
      <div className={styles.side}>
        <SaveLine ledger={ledger} lineBroken={state.lineBroken} proctored={head.sittingId !== null} />
        <AnswerGrid {...{ items, ledger, current, onGo }} marked={state.marked} />
        {room && <CameraStrip room={room} />}
      </div>
    </div>
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

type Place = { item: ExamState['items'][number]; current: number }

function act(session: ExamSession, { item, current }: Place, key: ExamKey): void {
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
