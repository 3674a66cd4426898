import { Figure, ItemTime } from '#app/components/items/figure.tsx'
import { formatCoefficient, formatShare } from '#app/components/items/format-figure.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { Stat, StatRow } from '#app/ui/stat.tsx'

/** The pooled figures, each with what it says. */
export function Headline({ asked }: { asked: QuestionFigures }) {
  const { question: m, missing } = useMessages(itemMessages)
  const { figures } = asked
  const { time } = figures
  const parts = (value: number | keyof typeof missing, said: string) =>
    typeof value === 'number' ? said : missing[value]
  return (
    <StatRow>
      <Stat
        label={m.facility}
        value={<Figure value={figures.facility} as={formatShare} />}
        parts={parts(figures.facility, m.facilityParts(figures.n))}
      />
      <Stat
        label={m.pointBiserial}
        value={<Figure value={figures.pointBiserial} as={formatCoefficient} />}
        parts={parts(figures.pointBiserial, m.pointBiserialParts)}
      />
      <Stat
        label={m.discrimination}
        value={<Figure value={figures.discrimination} as={formatCoefficient} />}
        parts={parts(figures.discrimination, m.discriminationParts)}
      />
      <Stat
        label={m.efficiency}
        value={<Figure value={figures.efficiency} as={formatShare} />}
        parts={parts(figures.efficiency, m.efficiencyParts)}
      />
      <Stat
        label={m.time}
        value={typeof time === 'string' ? <ItemTime time={time} /> : m.seconds(time.median)}
        parts={
          typeof time === 'string' ? missing[time] : m.timeParts(m.seconds(time.lower), m.seconds(time.upper))
        }
      />
    </StatRow>
  )
}
