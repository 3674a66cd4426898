import { Link } from '@remix-run/react'

import { Rate } from '#app/components/rate.tsx'
import { formatMean } from '#app/domain/rates.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'
import { Stat, StatRow } from '#app/ui/stat.tsx'

type HeadlineProps = {
  total: StatisticsView['total']
  basis: StatisticsView['basis']
  /** Where a list of people is; without it the figures cannot be opened here. */
  listTo?: (list: 'not-sat' | 'not-passed' | 'not-studied') => string
}

/** The figures that go into the yearly assessment, each with what it was made of. */
export function Headline({ total: { counts, rates }, basis, listTo }: HeadlineProps) {
  const { stat, parts, people } = useMessages(statisticsMessages)
  const open = (list: 'not-sat' | 'not-passed' | 'not-studied', count: number) =>
    listTo && count > 0 ? (
      <Link to={listTo(list)}>
        {people.lists[list]} {count.toLocaleString('en-US')}
      </Link>
    ) : undefined
  const isWithheld = counts.sat > 0 && rates.pass.denominator === 0
  const passParts =
    basis === 'due' ? parts.passByDue(counts.passed, counts.due) : parts.passBySat(counts.passed, counts.sat)
  return (
    <StatRow>
      <Stat
        label={stat.participation}
        value={<Rate ratio={rates.participation} />}
        parts={parts.participation(counts.sat, counts.due)}
        action={open('not-sat', counts.due - counts.sat)}
      />
      <Stat
        label={stat.pass}
        value={<Rate ratio={rates.pass} />}
        parts={isWithheld ? parts.passWithheld : passParts}
        action={open('not-passed', isWithheld ? 0 : counts.sat - counts.passed)}
      />
      <Stat
        label={stat.study}
        value={<Rate ratio={rates.study} />}
        parts={parts.study(counts.studied, counts.due)}
        action={open('not-studied', counts.due - counts.studied)}
      />
      <Stat
        label={stat.excellence}
        value={<Rate ratio={rates.excellence} />}
        parts={isWithheld ? parts.passWithheld : parts.excellence(counts.excellent, counts.sat)}
      />
      <Stat label={stat.mean} value={formatMean(rates.meanScore)} parts={parts.mean(counts.scored)} />
    </StatRow>
  )
}

/** First tries and make-ups apart, where there were make-ups; and who is exempt. */
export function TriesApart({ total: { counts, rates } }: Pick<HeadlineProps, 'total'>) {
  const { stat, parts } = useMessages(statisticsMessages)
  if (counts.makeUpSat === 0) return null
  return (
    <StatRow>
      <Stat
        label={stat.firstPass}
        value={<Rate ratio={rates.firstPass} />}
        parts={parts.firstPass(counts.firstPassed, counts.firstSat)}
      />
      <Stat
        label={stat.makeUpPass}
        value={<Rate ratio={rates.makeUpPass} />}
        parts={parts.makeUpPass(counts.makeUpPassed, counts.makeUpSat)}
      />
      <Stat
        label={stat.exempt}
        value={counts.exempt.toLocaleString('en-US')}
        parts={parts.exempt(counts.roll)}
      />
    </StatRow>
  )
}
