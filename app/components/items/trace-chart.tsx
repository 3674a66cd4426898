import { scaleLinear, scalePoint } from 'd3-scale'
import { useId } from 'react'

import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { formatShare } from './format-figure.ts'
import styles from './trace-chart.module.css'

/** One line: an option, and the share of each score group that chose it (null: nobody of the group had the item). */
export type Trace = { name: string; right: boolean; shares: readonly (number | null)[] }

const size = { width: 720, height: 300, left: 56, right: 64, top: 16, bottom: 44 }

/** How the choice of each option changes from the weakest to the best fifth. The figures stand in a table beside it. */
export function TraceChart({ traces }: { traces: readonly Trace[] }) {
  const { question } = useMessages(itemMessages)
  const id = useId()
  const groups = traces[0]?.shares.map((_, group) => group) ?? []
  const x = scalePoint(groups, [size.left + 24, size.width - size.right - 24])
  const y = scaleLinear([0, 1], [size.height - size.bottom, size.top])
  const ends = labelled(traces, y)
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{question.trace}</title>
      <desc id={`${id}-description`}>{question.traceDescription}</desc>
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick}>
          <line
            className={styles.grid}
            x1={size.left}
            x2={size.width - size.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={styles.tick} x={size.left - 8} y={y(tick) + 4} textAnchor="end">
            {Math.round(tick * 100)}%
          </text>
        </g>
      ))}
      {groups.map((group) => (
        <text
          key={group}
          className={styles.tick}
          x={x(group)}
          y={size.height - size.bottom + 22}
          textAnchor="middle"
        >
          {question.group(group + 1)}
          {group === 0 && ` · ${question.lowest}`}
          {group === groups.length - 1 && ` · ${question.highest}`}
        </text>
      ))}
      {traces.map((trace, place) => (
        <Line key={trace.name} trace={trace} dash={place % 4} x={(group) => x(group) ?? 0} y={y} />
      ))}
      {ends.map(({ trace, at }) => (
        <text
          key={trace.name}
          className={trace.right ? styles.keyName : styles.name}
          x={size.width - size.right - 8}
          y={at + 5}
        >
          {trace.name}
          {trace.right && ` ✓`}
        </text>
      ))}
    </svg>
  )
}

type LineProps = { trace: Trace; dash: number; x: (group: number) => number; y: (share: number) => number }

const dashes = ['1', '8 4', '2 4', '10 4 2 4']

function Line({ trace, dash, x, y }: LineProps) {
  const points = trace.shares.flatMap((share, group) =>
    share === null ? [] : [{ group, share, at: `${x(group)},${y(share)}` }],
  )
  return (
    <g className={trace.right ? styles.key : styles.distractor}>
      <polyline
        points={points.map(({ at }) => at).join(' ')}
        strokeDasharray={trace.right ? undefined : dashes[dash]}
      />
      {points.map(({ group, share }) => (
        <circle key={group} cx={x(group)} cy={y(share)} r={trace.right ? 4 : 3}>
          <title>{`${trace.name} ${formatShare(share)}`}</title>
        </circle>
      ))}
    </g>
  )
}

const lineHeight = 17

/** Where the names stand at the ends of the lines: never over one another. */
function labelled(traces: readonly Trace[], y: (share: number) => number) {
  const ends = traces
    .map((trace) => ({ trace, at: y(trace.shares.findLast((share) => share !== null) ?? 0) }))
    .sort((one, other) => one.at - other.at)
  let last = -Infinity
  const down = ends.map(({ trace, at }) => ({ trace, at: (last = Math.max(at, last + lineHeight)) }))
  // What was pushed below the axis moves up again.
  let next = size.height - size.bottom + lineHeight
  return down.reverse().map(({ trace, at }) => ({ trace, at: (next = Math.min(at, next - lineHeight)) }))
}
