import { formatTime } from '#app/components/format-time.ts'
import { Time } from '#app/components/time.tsx'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { CheckName, Verification } from '#app/services/receipts/verify-receipt.ts'
import { Badge } from '#app/ui/badge.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './verify.module.css'

/** What was recomputed, each check in plain words, and what the receipt says. */
export function VerifiedReceipt({ result }: { result: Verification }) {
  const m = useMessages(receiptMessages).verify
  const locale = useLocale()
  return (
    <>
      <Notice
        tone={result.valid ? 'success' : 'danger'}
        title={result.valid ? m.valid : m.invalid}
        role="status"
      >
        {result.valid ? m.validBody : m.invalidBody}
      </Notice>
      {result.voidedAt && (
        <Notice tone="warning">{m.voided(formatTime(result.voidedAt, 'datetime', locale))}</Notice>
      )}
      <Corrected result={result} />
      <div className={styles.columns}>
        <Panel title={m.each}>
          <ul className={styles.checks}>
            {(['signature', 'record', 'paper', 'chain', 'grade'] as const).map((check) => (
              <Check key={check} check={check} result={result} />
            ))}
          </ul>
        </Panel>
        <Facts result={result} />
      </div>
    </>
  )
}

/** A receipt of before a correction is as genuine as ever; whoever reads it must know what holds now. */
function Corrected({ result: { corrected, fullMarks } }: { result: Verification }) {
  const { verify: m, outcome } = useMessages(receiptMessages)
  const locale = useLocale()
  if (!corrected) return null
  const time = formatTime(corrected.at, 'datetime', locale)
  const now =
    corrected.score !== null &&
    m.correctedNow(
      [m.scoreOf(String(corrected.score), fullMarks), outcome[corrected.passed ? 'passed' : 'failed']].join(
        ' · ',
      ),
    )
  return (
    <Notice tone="warning" title={m.corrected(time)}>
      {now || m.correctedLater}
    </Notice>
  )
}

function Check({ check, result }: { check: CheckName; result: Verification }) {
  const m = useMessages(receiptMessages).verify
  const ok = result.checks[check]
  const words = m.checks[check]
  const good = typeof words.ok === 'string' ? words.ok : words.ok(result.links)
  return (
    <li className={styles.check}>
      <div>
        <h3>{words.title}</h3>
        <p>{ok ? good : words.bad}</p>
      </div>
      <Badge tone={ok ? 'success' : 'danger'}>{ok ? m.passed : m.notPassed}</Badge>
    </li>
  )
}

function Facts({ result }: { result: Verification }) {
  const m = useMessages(receiptMessages)
  const en = useLocale() === 'en'
  const score =
    result.score === null ? m.verify.later : m.verify.scoreOf(String(result.score), result.fullMarks)
  const outcome = result.passed === null ? [] : [m.outcome[result.passed ? 'passed' : 'failed']]
  return (
    <Panel title={m.verify.facts}>
      <DefinitionList
        items={[
          { term: m.facts.exam, description: en ? result.examTitleEn : result.examTitleZh },
          { term: m.verify.name, description: <span lang="zh-CN">{result.maskedName}</span> },
          { term: m.facts.handedIn, description: <Time at={result.closedAt} /> },
          { term: m.facts.answered, description: m.facts.answeredOf(result.answered, result.items) },
          { term: m.verify.score, description: [score, ...outcome].join(' · ') },
          { term: m.facts.digest, description: <code className={styles.code}>{result.chainHead}</code> },
          {
            term: m.facts.key,
            description: (
              <>
                <code>{result.keyId}</code> · <a href="/api/v1/receipts/public-key">{m.verify.key}</a>
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}
