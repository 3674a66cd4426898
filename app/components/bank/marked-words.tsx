import styles from './marked-words.module.css'

type MarkedWordsProps = { text: string; words: readonly string[] }

/** A text with the words that were looked for marked where they stand in it. */
export function MarkedWords({ text, words }: MarkedWordsProps) {
  const patterns = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  if (patterns.length === 0) return text
  // Every other part is a word: the split keeps what is in brackets.
  const parts = text.split(new RegExp(`(${patterns.join('|')})`, 'giu'))
  // The parts of one text never change their order.
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <mark key={index} className={styles.word}>
        {part}
      </mark>
    ) : (
      part
    ),
  )
}
