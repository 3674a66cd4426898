import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { Icon } from './icon.tsx'
import type { NoticeTone } from './notice.tsx'
import styles from './toast.module.css'

type Toast = { id: number; tone: NoticeTone; words: string }

const ToastContext = createContext<(words: string, tone?: NoticeTone) => void>(() => {})

// Long enough to read a sentence twice.
const shownMs = 8_000

/** Says something in the corner, politely. For what went well or changed by itself; problems are Notices. */
export function useToast() {
  return useContext(ToastContext)
}

/** Keeps the live region, which must be on the page before anything is said in it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const m = useMessages(uiMessages)
  const [toasts, setToasts] = useState<Toast[]>([])
  const nextId = useRef(1)
  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  )
  const say = useCallback(
    (words: string, tone: NoticeTone = 'success') => {
      const id = nextId.current++
      // Three at most: more would cover the page.
      setToasts((shown) => [...shown.slice(-2), { id, tone, words }])
      setTimeout(() => dismiss(id), shownMs)
    },
    [dismiss],
  )
  const region = useMemo(
    () => (
      <div className={styles.region} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles.toast} data-tone={toast.tone}>
            <Icon name={toast.tone} />
            <p className={styles.words}>{toast.words}</p>
            <button
              type="button"
              className={styles.close}
              aria-label={m.dismiss}
              onClick={() => dismiss(toast.id)}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    ),
    [toasts, m, dismiss],
  )
  return (
    <ToastContext.Provider value={say}>
      {children}
      {region}
    </ToastContext.Provider>
  )
}
