import type { Marked } from '#question-bank/laws/mark-changes.ts'

import styles from './article-pair.module.css'

/** The text of an article; what is not in the other version is marked, for eyes and for screen readers. */
export function MarkedText({ parts, side }: { parts: readonly Marked[]; side: 'older' | 'newer' }) {
  const Mark = side === 'older' ? 'del' : 'ins'
  return (
    <p className={styles.text} lang="zh-CN">
      {parts.map(({ text, changed }, index) =>
        changed ? (
          // The parts of one text never change their order.
          <Mark key={index} className={styles[side]}>
            {text}
          </Mark>
        ) : (
          text
        ),
      )}
    </p>
  )
}
