import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AffectedLaw } from '#app/services/laws/count-affected.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'

const shownLaws = 3

/** What the change of laws leaves to do. */
export function AffectedLaws({ laws }: { laws: readonly AffectedLaw[] }) {
  const m = useMessages(lawMessages)
  if (laws.length === 0) return null
  const total = laws.reduce((sum, { open, begun }) => sum + open + begun, 0)
  const more = laws.length - shownLaws
  return (
    <NextStep
      title={m.affectedTitle(total)}
      action={laws.slice(0, shownLaws).map(({ lawId, short, open, begun }, index) => (
        <LinkButton
          key={lawId}
          to={`/bank/laws/${lawId}/affected`}
          variant={index === 0 ? 'primary' : 'secondary'}
        >
          <span lang="zh-CN">{m.affectedShow(short, open + begun)}</span>
        </LinkButton>
      ))}
    >
      {m.affectedWhy} {more > 0 && m.affectedMore(more)}
    </NextStep>
  )
}
