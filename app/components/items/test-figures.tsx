import type { Figure as FigureValue } from '#app/domain/item-analysis-figures.ts'
import type { TestFigures } from '#app/domain/item-analysis-test-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Stat, StatRow } from '#app/ui/stat.tsx'

import { Figure } from './figure.tsx'
import { formatCoefficient, formatMarks } from './format-figure.ts'

type Props = { test: TestFigures; papers: number; fullMarks: number }

/** The test as a whole: how candidates did, and how far the scores can be relied on. */
export function TestStats({ test, papers, fullMarks }: Props) {
  const { test: m, missing, dash } = useMessages(itemMessages)
  const words = (value: FigureValue, as: (value: number) => string) =>
    typeof value === 'number' ? as(value) : dash(missing[value])
  /** What the figure is made of; where there is none, why. */
  const parts = (value: FigureValue, said: string) => (typeof value === 'number' ? said : missing[value])
  const kr20 = words(test.kr20, formatCoefficient)
  return (
    <StatRow>
      <Stat label={m.attempts} value={test.attempts.toLocaleString('en-US')} parts={m.papers(papers)} />
      <Stat
        label={m.mean}
        value={<Figure value={test.mean} as={formatMarks} />}
        parts={parts(test.mean, m.meanParts(words(test.median, formatMarks), formatMarks(fullMarks)))}
      />
      <Stat
        label={m.deviation}
        value={<Figure value={test.deviation} as={formatMarks} />}
        parts={parts(
          test.deviation,
          m.deviationParts(words(test.skewness, formatCoefficient), words(test.kurtosis, formatCoefficient)),
        )}
      />
      <Stat
        label={m.alpha}
        value={<Figure value={test.alpha} as={formatCoefficient} />}
        parts={parts(test.alpha, test.alphaBy === 'items' ? m.alphaByItems(kr20) : m.alphaByPlaces(kr20))}
      />
      <Stat
        label={m.standardError}
        value={<Figure value={test.standardError} as={formatMarks} />}
        parts={parts(test.standardError, m.standardErrorParts)}
      />
    </StatRow>
  )
}
