import styles from './progress.module.css'

type ProgressProps = {
  label: string
  /** Done, and of how many; both are shown as figures. */
  value: number
  max: number
  /** What is counted: 「学分」. */
  unit?: string
}

/** How far something has come: a bar, and always the two figures beside it. */
export function Progress({ label, value, max, unit }: ProgressProps) {
  const counted = `${value.toLocaleString('en-US')} / ${max.toLocaleString('en-US')}`
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.figures}>{unit ? `${counted} ${unit}` : counted}</span>
      </div>
      <progress
        className={styles.bar}
        aria-label={label}
        value={Math.min(value, max)}
        max={Math.max(max, 1)}
      />
    </div>
  )
}
