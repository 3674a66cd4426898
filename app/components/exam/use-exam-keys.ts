import { useEffect, useRef } from 'react'

/** What a key means on the exam page. */
export type ExamKey =
  { is: 'choose'; index: number } | { is: 'move'; by: 1 | -1 } | { is: 'mark' } | { is: 'grid' }

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>

/**
 * Reads a key. A Chinese input method swallows letters ("Process"), so that the place of the key decides then.
 *
 * @param options How many options the question has: the seventh is G, which otherwise leads to the grid.
 */
export function readKey(event: Pressed, options: number): ExamKey | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null
  return moves.get(event.key) ?? readSign(event, options)
}

function readSign(event: Pressed, options: number): ExamKey | null {
  const sign = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? event.key.toUpperCase()
  const index = indexOf(sign)
  if (index >= 0 && index < options) return { is: 'choose', index }
  if (sign === 'M') return { is: 'mark' }
  return sign === 'G' ? { is: 'grid' } : null
}

const moves = new Map<string, ExamKey>([
  ['ArrowLeft', { is: 'move', by: -1 }],
  ['PageUp', { is: 'move', by: -1 }],
  ['ArrowRight', { is: 'move', by: 1 }],
  ['PageDown', { is: 'move', by: 1 }],
])

/** The option that A–H or 1–8 stands for; -1 for none. */
function indexOf(sign: string): number {
  if (sign.length !== 1) return -1
  return sign >= '1' && sign <= '8' ? Number(sign) - 1 : 'ABCDEFGH'.indexOf(sign)
}

/** Single letters may be switched off, as some assistive technology needs; moving by arrows stays. */
const isSingleKey = (key: ExamKey) => key.is !== 'move'

type Options = { active: boolean; singleKeys: boolean; options: number; onKey: (key: ExamKey) => void }

/** Listens to the keys of the exam page, except while something is typed or a dialog is open. */
export function useExamKeys(given: Options): void {
  const latest = useRef(given)
  latest.current = given
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { active, singleKeys, options, onKey } = latest.current
      if (!active || event.repeat || isElsewhere(event.target)) return
      const key = readKey(event, options)
      if (!key || (!singleKeys && isSingleKey(key))) return
      // Else an arrow would also move the choice of a radio group, and a page key the page.
      event.preventDefault()
      onKey(key)
    }
    // In the capture phase: before the radio group moves its choice.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('dialog')) return true
  const typed = target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)
  return (
    typed ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  )
}
