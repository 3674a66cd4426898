import { useState } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { displayCookie, textSizes, type DisplayChoice } from './display.ts'
import styles from './display-settings.module.css'
import { useRootData } from './root-data.ts'

/**
 * Three font sizes and the high contrast. The choice takes effect at once, without asking the server, so that
 * it also works on an exam page that has lost its connection; the cookie brings it back after a reload.
 */
export function DisplaySettings() {
  const m = useMessages(uiMessages).display
  const [choice, setChoice] = useState<DisplayChoice>(
    useRootData()?.display ?? { text: 'standard', contrast: 'standard' },
  )
  const choose = (change: Partial<DisplayChoice>) => {
    const next = { ...choice, ...change }
    setChoice(next)
    document.documentElement.dataset.text = next.text
    document.documentElement.dataset.contrast = next.contrast
    document.cookie = displayCookie(next)
  }
  const high = choice.contrast === 'high'
  return (
    <div className={styles.settings} role="group" aria-label={m.label}>
      {textSizes.map((size) => (
        <button
          key={size}
          type="button"
          className={styles.choice}
          data-size={size}
          aria-pressed={choice.text === size}
          aria-label={m.textSize(m[size])}
          title={m.textSize(m[size])}
          onClick={() => choose({ text: size })}
        >
          A
        </button>
      ))}
      <button
        type="button"
        className={styles.choice}
        aria-pressed={high}
        onClick={() => choose({ contrast: high ? 'standard' : 'high' })}
      >
        {m.contrast}
      </button>
    </div>
  )
}
