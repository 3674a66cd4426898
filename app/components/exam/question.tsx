import { type KeyboardEvent, type RefObject, useId } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'

import type { PaperItem } from './exam-api.ts'
import type { CasePlace } from './paper-parts.ts'
import styles from './question.module.css'

const OPTION_LETTERS = 'ABCDEFGHIJKLMNOP'

type QuestionProps = {
  item: PaperItem
  number: number
  total: number
  /** Null for a question that stands alone. */
  place: CasePlace | null
  response: readonly string[]
  marked: boolean
  open: boolean
  /** How multiple choice is scored, in words. */
  scoring: string | null
  /** Takes the focus when another question comes, so that it is read out. */
  heading: RefObject<HTMLHeadingElement>
  onChoose: (optionId: string) => void
  children?: React.ReactNode
}

/** One question: native radios or checkboxes in a group that is named by the stem. */
export function Question({
  item,
  number,
  total,
  place,
  response,
  marked,
  open,
  scoring,
  heading,
  onChoose,
  children,
}: QuestionProps) {
  const m = useMessages(examMessages)
  const id = useId()
  return (
    <div className={styles.question}>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        <span className={styles.number}>{m.questionOf(number, total)}</span>
        <span className={styles.kind}>
          {place && `${m.inCase(place.number, place.of)} · `}
          {m.kinds[item.kind]} · {m.points(item.points)}
        </span>
        {marked && (
          <span className={styles.marked}>
            <Icon name="flag" />
            {m.grid.marked}
          </span>
        )}
      </h2>
      {item.material && (
        <section className={styles.material} aria-label={m.material}>
          <span lang="zh-CN">{item.material}</span>
        </section>
      )}
      <fieldset className={styles.options} disabled={!open} aria-describedby={`${id}-how`}>
        <legend className={styles.stem} lang="zh-CN">
          {item.stem}
        </legend>
        <p id={`${id}-how`} className={styles.how}>
          {m.howTo[item.kind]} {item.kind === 'multiple' && scoring}
        </p>
        {item.options.map((option, index) => (
          <Option
            key={option.id}
            name={`${id}-${item.itemId}`}
            single={item.kind !== 'multiple'}
            letter={OPTION_LETTERS.charAt(index)}
            text={option.text}
            chosen={response.includes(option.id)}
            onChoose={() => onChoose(option.id)}
          />
        ))}
      </fieldset>
      {children}
    </div>
  )
}

type OptionProps = {
  name: string
  single: boolean
  letter: string
  text: string
  chosen: boolean
  onChoose: () => void
}

function Option({ name, single, letter, text, chosen, onChoose }: OptionProps) {
  // A radio that is on says nothing when it is clicked or spaced again; here that takes the choice away.
  const again = single && chosen ? { onClick: onChoose, onKeyDown: onSpace(onChoose) } : {}
  return (
    <label className={styles.option} data-chosen={chosen || undefined}>
      <input
        type={single ? 'radio' : 'checkbox'}
        className={styles.input}
        name={name}
        checked={chosen}
        onChange={onChoose}
        {...again}
      />
      <span className={styles.letter} aria-hidden="true">
        {letter}
      </span>
      <span className={styles.text} lang="zh-CN">
        {text}
      </span>
    </label>
  )
}

const onSpace = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== ' ' || event.repeat) return
  event.preventDefault()
  act()
}
