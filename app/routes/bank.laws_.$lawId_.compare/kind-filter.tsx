import { Link } from '@remix-run/react'
import { clsx } from 'clsx'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ChangeKind } from '#question-bank/laws/compare-law.ts'

import styles from './compare.module.css'

type KindFilterProps = {
  counts: Record<ChangeKind, number>
  kind: ChangeKind | null
  versions: { from: string; to: string }
}

/** Which rows to show; each with how many there are. The address keeps it. */
export function KindFilter({ counts, kind, versions }: KindFilterProps) {
  const m = useMessages(lawMessages)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const kinds = Object.entries(counts).filter(([, count]) => count > 0)
  const choices = [['', total], ...kinds] as const
  return (
    <nav aria-label={m.comparing.filter}>
      <ul className={styles.kinds}>
        {choices.map(([name, count]) => {
          const query = new URLSearchParams({ ...versions, ...(name === '' ? {} : { kind: name }) })
          const isCurrent = name === (kind ?? '')
          return (
            <li key={name}>
              <Link
                to={`?${query}`}
                className={clsx(styles.kind, isCurrent && styles.current)}
                aria-current={isCurrent ? 'true' : undefined}
              >
                {name === '' ? m.comparing.all : wordOf(m.kinds, name)} <span>{count}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

const wordOf = (words: Record<string, string>, name: string) => words[name] ?? name
