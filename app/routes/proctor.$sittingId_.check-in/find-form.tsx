import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import type { Answer } from './check-in-desk.tsx'
import styles from './check-in.module.css'

/**
 * Where the name is typed or the ticket scanned. It has the focus when the page opens and after each person, so that
 * the desk works without a mouse.
 *
 * @param turn Changes with each person who is done.
 */
export function FindForm({ answer, turn }: { answer: Answer | null; turn: string }) {
  const m = useMessages(sittingMessages).desk
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = form.current?.elements.namedItem('q')
    if (!(field instanceof HTMLInputElement)) return
    field.value = ''
    // A page that comes by a link gets the focus at its beginning; here it goes on to the field, after that.
    const frame = requestAnimationFrame(() => field.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [turn])
  useEffect(() => {
    // What comes next from the keyboard or the scanner is about somebody else.
    const field = form.current?.elements.namedItem('q')
    if (answer && field instanceof HTMLInputElement) field.select()
  }, [answer])
  return (
    <Form ref={form} method="post" className={styles.find} preventScrollReset>
      <input type="hidden" name="intent" value="find" />
      <TextField
        className={styles.what}
        label={m.findLabel}
        hint={m.findHint}
        name="q"
        type="search"
        defaultValue={answer?.asked ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        autoComplete="off"
        spellCheck={false}
      />
      <Button variant="primary" icon="search">
        {m.find}
      </Button>
    </Form>
  )
}
