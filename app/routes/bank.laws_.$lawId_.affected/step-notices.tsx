import { Link } from '@remix-run/react'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AffectedView } from '#app/services/laws/list-affected.ts'
import { Notice } from '#app/ui/notice.tsx'

type StepNoticesProps = { lawId: string; steps: AffectedView['steps']; mayWrite: boolean }

/** From which version to which, and what stands in the way of a proposal. */
export function StepNotices({ lawId, steps, mayWrite }: StepNoticesProps) {
  const m = useMessages(lawMessages).affected
  return steps.map(({ from, lastDay, to, missing, textsMissing }) => (
    <Notice key={from} tone={missing ? 'warning' : 'info'} title={m.step(from, lastDay)}>
      {to ? `${m.stepTo(to.version, to.effectiveFrom)} ` : m.repealed}
      {missing === 'no-text' && `${m.noText(textsMissing.join('、'))} `}
      {missing === 'failed' && m.failed}
      {missing === 'no-text' && mayWrite && <Link to="/bank/laws/import">{m.importText}</Link>}
      {to && !missing && (
        <Link to={`/bank/laws/${lawId}/compare?from=${from}&to=${to.version}`}>{m.compare}</Link>
      )}
    </Notice>
  ))
}
