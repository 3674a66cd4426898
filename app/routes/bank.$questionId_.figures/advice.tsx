import { FlagBadge } from '#app/components/items/flag-badges.tsx'
import { optionName } from '#app/components/items/option-name.ts'
import { titleIn } from '#app/components/statistics/names.ts'
import type { FlagName } from '#app/domain/item-analysis-flags.ts'
import { fewestToJudge } from '#app/domain/item-analysis-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './advice.module.css'

/** Where the key itself may be wrong. */
const ofKey: ReadonlySet<FlagName> = new Set(['key-doubtful', 'extra-right', 'not-right', 'negative'])

/** What the figures ask for: each flag in words, and what to do about it. */
export function Advice({ asked, code }: { asked: QuestionFigures; code: string }) {
  const m = useMessages(itemMessages)
  const locale = useLocale()
  const { flags, figures } = asked
  const latest = asked.exams.find(({ pooled }) => pooled)
  if (figures.n < fewestToJudge) return <Notice>{m.few(figures.n)}</Notice>
  return (
    <Panel title={m.question.advice}>
      {flags.length === 0 ? (
        <p>{m.question.noAdvice}</p>
      ) : (
        <ul className={styles.list}>
          {flags.map(({ name, options }) => (
            <li key={name} className={styles.flag}>
              <FlagBadge name={name} />
              <p className={styles.words}>
                <strong>{m.means[name](m.joined(options.map((id) => optionName(asked, id))))}</strong>{' '}
                {m.next[name]}
              </p>
            </li>
          ))}
        </ul>
      )}
      {latest && flags.some(({ name }) => ofKey.has(name)) && (
        <LinkButton
          className={styles.fix}
          to={`/statistics/${latest.exam.id}/key-fixes?question=${encodeURIComponent(code)}`}
        >
          {m.question.fix(titleIn(locale, latest.exam))}
        </LinkButton>
      )}
    </Panel>
  )
}
