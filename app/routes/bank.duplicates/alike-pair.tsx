import { Form, Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { bankDuplicatesMessages } from '#app/i18n/bank-duplicates.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { DuplicatesView } from '#app/services/questions/list-duplicates.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './duplicates.module.css'

type Pair = DuplicatesView['pairs'][number]

/** Two questions that are much alike, side by side, and what can be done about them. */
export function AlikePair({ pair }: { pair: Pair }) {
  const m = useMessages(bankDuplicatesMessages)
  const { one, other, similarity } = pair
  return (
    <Panel as="article" title={`${one.code} · ${other.code}`} actions={m.alike(percent(similarity))}>
      <div className={styles.pair}>
        <Side question={one} />
        <Side question={other} />
      </div>
      <div className={styles.acts}>
        <Form method="post" className={styles.act} noValidate>
          <Hidden pair={pair} />
          <TextField
            label={m.reason}
            hint={m.reasonHint}
            name="reason"
            lang=""
            maxLength={500}
            required={false}
          />
          <Button name="intent" value="added">
            {m.makeEnemies}
          </Button>
          <p className={styles.why}>{m.makeEnemiesWhy}</p>
        </Form>
        <Form method="post" className={styles.act}>
          <Hidden pair={pair} />
          <Button name="intent" value="distinct">
            {m.judgeDistinct}
          </Button>
          <p className={styles.why}>{m.judgeDistinctWhy}</p>
        </Form>
      </div>
      <p className={styles.why}>{m.retire}</p>
    </Panel>
  )
}

function Hidden({ pair: { one, other, similarity } }: { pair: Pair }) {
  return (
    <>
      <input type="hidden" name="one" value={one.questionId} />
      <input type="hidden" name="other" value={other.questionId} />
      <input type="hidden" name="similarity" value={similarity.toFixed(4)} />
    </>
  )
}

function Side({ question }: { question: Pair['one'] }) {
  const m = useMessages(bankDuplicatesMessages)
  return (
    <div className={styles.side}>
      <p className={styles.head}>
        <Link to={`/bank/${question.questionId}?version=${question.version}`}>{question.code}</Link>
        <StateBadge state={question.state} />
      </p>
      {question.material && (
        <details>
          <summary>{m.material}</summary>
          <p lang="zh-CN">{question.material}</p>
        </details>
      )}
      <p lang="zh-CN">{question.stem}</p>
      {question.kind !== 'true-false' && (
        <ol className={styles.options} aria-label={m.options}>
          {question.options.map(({ id, text }) => (
            <li key={id}>
              {id} <span lang="zh-CN">{text}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** Down to the per cent, so that 100 % are only those that are wholly alike. */
const percent = (similarity: number) => `${Math.floor(similarity * 100 + 1e-6)}%`
