import { scaleBand, scaleLinear } from 'd3-scale'
import { useId } from 'react'

import { formatRate, type Ratio } from '#app/domain/rates.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'

import { nameIn } from './names.ts'
import styles from './rate-chart.module.css'
import { sortRows } from './sort-rows.ts'

type Row = StatisticsView['rows'][number]

const most = 16
const size = { width: 1080, label: 330, value: 72, axis: 24, row: 38 }
const longestName = { 'zh-CN': 20, en: 42 }

/** Participation and pass rate as bars, at most 16 units: those with the lowest participation. */
export function RateChart({ rows }: { rows: readonly Row[] }) {
  const { chart } = useMessages(statisticsMessages)
  const id = useId()
  const counted = rows.filter(({ counts }) => counts.due > 0)
  const shown =
    counted.length > most
      ? sortRows(counted, { key: 'participation', descending: false }).slice(0, most)
      : counted
  if (shown.length === 0) return null

  const height = size.axis + shown.length * size.row
  const x = scaleLinear([0, 1], [size.label, size.width - size.value])
  const y = scaleBand(
    shown.map(({ unit }) => unit.id),
    [size.axis, height],
  )
    .paddingInner(0.2)
    .paddingOuter(0.1)
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.legend}>
        {shown.length < counted.length && <span>{chart.lowest(shown.length)}</span>}
        <span className={styles.key}>
          <Swatch look={styles.participation} />
          {chart.participation}
        </span>
        <span className={styles.key}>
          <Swatch look={styles.pass} />
          {chart.pass}
        </span>
      </figcaption>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${size.width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
      >
        <title id={`${id}-title`}>{chart.title}</title>
        <desc id={`${id}-description`}>{chart.description(shown.length)}</desc>
        {x.ticks(5).map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={size.axis - 6} y2={height} />
            <text className={styles.tick} x={x(tick)} y={size.axis - 10} textAnchor="middle">
              {Math.round(tick * 100)}%
            </text>
          </g>
        ))}
        {shown.map((row) => (
          <Bars key={row.unit.id} row={row} x={x} top={y(row.unit.id) ?? 0} thickness={y.bandwidth() / 2} />
        ))}
      </svg>
    </figure>
  )
}

type BarsProps = { row: Row; x: (share: number) => number; top: number; thickness: number }

function Bars({ row, x, top, thickness }: BarsProps) {
  const locale = useLocale()
  const name = nameIn(locale, row.unit)
  const most = longestName[locale]
  return (
    <g>
      <text className={styles.name} x={size.label - 12} y={top + thickness + 5} textAnchor="end">
        {name.length > most ? `${name.slice(0, most - 1)}…` : name}
        <title>{name}</title>
      </text>
      <Bar ratio={row.rates.participation} look={styles.participation} {...{ x, top, thickness }} />
      <Bar ratio={row.rates.pass} look={styles.pass} {...{ x, top: top + thickness, thickness }} />
    </g>
  )
}

type BarProps = Omit<BarsProps, 'row'> & { ratio: Ratio; look: string | undefined }

function Bar({ ratio, look, x, top, thickness }: BarProps) {
  const share = ratio.denominator === 0 ? 0 : ratio.numerator / ratio.denominator
  return (
    <>
      <rect className={look} x={x(0)} y={top + 1} width={x(share) - x(0)} height={thickness - 2} />
      <text className={styles.value} x={x(share) + 6} y={top + thickness / 2 + 4}>
        {formatRate(ratio)}
      </text>
    </>
  )
}

function Swatch({ look }: { look: string | undefined }) {
  return (
    <svg className={styles.swatch} viewBox="0 0 16 10" aria-hidden="true">
      <rect className={look} x="0.5" y="0.5" width="15" height="9" />
    </svg>
  )
}
