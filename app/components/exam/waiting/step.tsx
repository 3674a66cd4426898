import type { ReactNode } from 'react'

import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import styles from './step.module.css'

type StepProps = { number: number; title: string; state: 'done' | 'todo' | 'optional'; children: ReactNode }

/** One step of the preparation, with its tick. */
export function Step({ number, title, state, children }: StepProps) {
  const m = useMessages(waitingMessages).steps
  return (
    <li className={styles.step} data-state={state}>
      <span className={styles.tick} aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : number}
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          {title}
          <VisuallyHidden> · {m[state]}</VisuallyHidden>
          {state === 'optional' && (
            <span className={styles.optional} aria-hidden="true">
              {m.optional}
            </span>
          )}
        </h3>
        <div className={styles.content}>{children}</div>
      </div>
    </li>
  )
}
