import { diffArrays } from 'diff'

/** A stretch of a text; `changed`: it is not in the other text. */
export type Marked = { text: string; changed: boolean }

/** Beyond it, in words, two texts are shown without marks rather than computed for seconds. */
const mostWords = 6000

/**
 * Two texts with the words marked that are only in the one or only in the other. A word or two that stay between two
 * changes are marked with them, since a reader cannot make sense of single words left standing.
 */
export function markChanges(older: string, newer: string): { older: Marked[]; newer: Marked[] } {
  const [one, other] = [wordsOf(older), wordsOf(newer)]
  if (one.length + other.length > mostWords)
    return { older: [{ text: older, changed: false }], newer: [{ text: newer, changed: false }] }
  const steps = diffArrays(one, other).map(({ value, added, removed }) => ({
    text: value.join(''),
    in: added ? ('newer' as const) : removed ? ('older' as const) : ('both' as const),
  }))
  const whole = steps.map((step, index) =>
    step.in === 'both' && isRemnant(step.text) && isBetween(steps, index)
      ? { ...step, in: 'either' as const }
      : step,
  )
  const side = (name: 'older' | 'newer') =>
    joined(
      whole
        .filter((step) => step.in !== (name === 'older' ? 'newer' : 'older'))
        .map((step) => ({ text: step.text, changed: step.in !== 'both' })),
    )
  return { older: side('older'), newer: side('newer') }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const wordsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)

/** A word of one sign, or two, without the end of a line. */
const isRemnant = (text: string) => text.length <= 2 && !/[\n。；]/.test(text)

const isBetween = (steps: readonly { in: string }[], index: number) =>
  index > 0 && index < steps.length - 1 && steps[index - 1]?.in !== 'both' && steps[index + 1]?.in !== 'both'

function joined(parts: readonly Marked[]): Marked[] {
  const whole: Marked[] = []
  for (const part of parts) {
    const last = whole[whole.length - 1]
    if (last?.changed === part.changed) last.text += part.text
    else whole.push({ ...part })
  }
  return whole
}
