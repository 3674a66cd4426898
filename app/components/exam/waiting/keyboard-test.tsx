import { useEffect, useState } from 'react'

import { waitingMessages } from '#app/i18n/waiting.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { readKey } from '../use-exam-keys.ts'
import styles from './keyboard-test.module.css'
import { Step } from './step.tsx'

const wanted = ['A', '→', 'M'] as const
type Wanted = (typeof wanted)[number]

/** Three keys, read exactly as the exam page reads them, a Chinese input method included. */
export function KeyboardTest({ number }: { number: number }) {
  const m = useMessages(waitingMessages)
  const [pressed, setPressed] = useState<readonly Wanted[]>([])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const sign = signOf(event)
      if (sign) setPressed((before) => (before.includes(sign) ? before : [...before, sign]))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const done = pressed.length === wanted.length
  return (
    <Step number={number} title={m.steps.keyboard} state={done ? 'done' : 'optional'}>
      <div className={styles.test}>
        <p role="status">{done ? `${m.keyboard.ok} ${m.keyboard.mouse}` : m.keyboard.try}</p>
        <p className={styles.keys}>
          {wanted.map((sign) => (
            <kbd key={sign} className={styles.key} data-pressed={pressed.includes(sign) || undefined}>
              {sign}
            </kbd>
          ))}
        </p>
      </div>
    </Step>
  )
}

function signOf(event: KeyboardEvent): Wanted | null {
  const key = readKey(event, 8)
  if (key?.is === 'choose' && key.index === 0) return 'A'
  if (key?.is === 'move' && key.by === 1) return '→'
  return key?.is === 'mark' ? 'M' : null
}
