import type { ReactNode } from 'react'

import { Time } from '#app/components/time.tsx'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { KeyFixSummary } from '#app/services/regrade/list-key-fixes.ts'
import { type Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Panel } from '#app/ui/panel.tsx'

/** What is to be corrected, why, and who did what when. */
export function KeyFixFacts({ keyFix }: { keyFix: KeyFixSummary }) {
  const m = useMessages(regradeMessages)
  const { facts } = m
  const items: Definition[] = [
    { term: facts.code, description: keyFix.code },
    { term: facts.kind, description: m.kinds[keyFix.isVoid ? 'void' : 'key'] },
    { term: facts.reason, description: <span lang="">{keyFix.reason}</span> },
    { term: facts.proposed, description: <Step by={keyFix.proposedBy} at={keyFix.proposedAt} /> },
    ...step(facts.decided[keyFix.state], keyFix.decidedBy, keyFix.decidedAt),
    ...said(facts.decisionReason, keyFix.decisionReason),
    ...step(facts.reverted, keyFix.revertedBy, keyFix.revertedAt),
    ...said(facts.revertReason, keyFix.revertReason),
  ]
  return (
    <Panel title={facts.title}>
      <DefinitionList items={items} />
    </Panel>
  )
}

const step = (term: string, by: string | null, at: Date | null): Definition[] =>
  by && at ? [{ term, description: <Step by={by} at={at} /> }] : []

const said = (term: string, reason: string | null): Definition[] =>
  reason ? [{ term, description: <span lang="">{reason}</span> }] : []

function Step({ by, at }: { by: string; at: Date }): ReactNode {
  const m = useMessages(regradeMessages)
  return (
    <>
      {m.byAt(by)}
      <Time at={at} style="seconds" />
    </>
  )
}
