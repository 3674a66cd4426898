import { Form, useNavigation } from '@remix-run/react'

import { placeText, wordOf } from '#app/components/audit/words.ts'
import { Time } from '#app/components/time.tsx'
import { auditMessages } from '#app/i18n/audit.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AuditPage } from '#app/services/audit/read-audit.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './audit.module.css'

type Checked = { rows: number; findings: { where: string; what: string }[] }

type ChainStatusProps = Pick<AuditPage, 'sealing' | 'waiting'> & { checked: Checked | null }

/** How far the log is sealed, and the button that has it computed again. */
export function ChainStatus({ sealing, waiting, checked }: ChainStatusProps) {
  const m = useMessages(auditMessages)
  const { state } = useNavigation()
  const facts = sealing && [
    { term: m.chain.sealed, value: m.chain.sealedRows(sealing.position.toLocaleString('en-US')) },
    { term: m.chain.upTo, value: sealing.sealedUpTo && <Time at={sealing.sealedUpTo} style="seconds" /> },
    { term: m.chain.at, value: <Time at={sealing.sealedAt} style="seconds" /> },
    { term: m.chain.waiting, value: m.chain.waitingRows(waiting) },
    { term: m.chain.head, value: <code title={sealing.head}>{sealing.head.slice(0, headSigns)}…</code> },
  ]
  return (
    <Panel
      title={m.chain.title}
      actions={
        <Form method="post" preventScrollReset>
          <Button icon="check" busy={state === 'submitting'}>
            {state === 'submitting' ? m.chain.verifying : m.chain.verify}
          </Button>
        </Form>
      }
    >
      <p className={styles.soft}>{m.chain.lead}</p>
      {checked && <Outcome checked={checked} />}
      {facts ? (
        <dl className={styles.facts}>
          {facts.map(({ term, value }) => (
            <div key={term}>
              <dt className={styles.soft}>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{m.chain.nothing}</p>
      )}
    </Panel>
  )
}

/** Enough of a digest to compare it by eye. */
const headSigns = 16
const shownFindings = 20

function Outcome({ checked: { rows, findings } }: { checked: Checked }) {
  const m = useMessages(auditMessages)
  if (findings.length === 0) {
    return (
      <Notice tone="success" role="status">
        {m.check.good(rows.toLocaleString('en-US'))}
      </Notice>
    )
  }
  return (
    <Notice tone="danger" role="alert" title={m.check.bad(findings.length)}>
      <p>{m.check.badNext}</p>
      <ul>
        {findings.slice(0, shownFindings).map(({ where, what }) => (
          <li key={`${where} ${what}`}>
            {placeText(where, m)}: {wordOf(m.check.whats, what)}
          </li>
        ))}
        {findings.length > shownFindings && <li>{m.check.more(findings.length - shownFindings)}</li>}
      </ul>
    </Notice>
  )
}
