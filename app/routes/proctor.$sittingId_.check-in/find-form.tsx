import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './check-in.module.css'

/**
 * Where the name is typed or the ticket scanned. It has the focus when the page opens and after each person, so that
 * the desk works without a mouse.
 *
 * @param turn Changes with each person who is done.
 */
export function FindForm({ asked, turn }: { asked: string; turn: string }) {
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
  return (
    <Form ref={form} method="post" className={styles.find} preventScrollReset>
      <input type="hidden" name="intent" value="find" />
      <TextField
        className={styles.what}
        label={m.findLabel}
        hint={m.findHint}
        name="q"
        type="search"
        defaultValue={asked}
        autoComplete="off"
        spellCheck={false}
      />
      <Button variant="primary" icon="search">
        {m.find}
      </Button>
    </Form>
  )
}
