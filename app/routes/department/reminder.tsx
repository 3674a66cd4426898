import { useRef } from 'react'

import { departmentMessages } from '#app/i18n/department.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { useToast } from '#app/ui/toast.tsx'

import styles from './department.module.css'

const charactersPerLine = 28

/** Words to send to the department's people, by hand: the platform keeps no chat. `about` tells several apart. */
export function Reminder({ words, about }: { words: string; about: string }) {
  const { remind: m } = useMessages(departmentMessages)
  const say = useToast()
  const frame = useRef<HTMLDivElement>(null)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      say(m.copied)
    } catch {
      // No clipboard over plain http, or it was refused: the text is selected instead.
      frame.current?.querySelector('textarea')?.select()
      say(m.failed, 'warning')
    }
  }

  return (
    <div className={styles.remind} ref={frame}>
      <TextAreaField
        label={m.title(about)}
        hint={m.hint}
        value={words}
        rows={Math.min(12, 2 + Math.ceil(words.length / charactersPerLine))}
        readOnly
        className={styles.words}
      />
      <Button type="button" size="small" onClick={copy}>
        {m.copy}
      </Button>
    </div>
  )
}
