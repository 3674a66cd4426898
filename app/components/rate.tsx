import { formatRate, type Ratio } from '#app/domain/rates.ts'

import styles from './rate.module.css'

type RateProps = {
  ratio: Ratio
  /** Shows numerator and denominator behind the rate. In a table they have columns of their own. */
  full?: boolean
}

/** A rate with two decimals, truncated, "—" when nobody counts; a rate on its own shows what it was made of. */
export function Rate({ ratio, full = false }: RateProps) {
  return (
    <span className={styles.rate}>
      {formatRate(ratio)}
      {full && (
        <span className={styles.parts}>
          {ratio.numerator.toLocaleString('en-US')} ÷ {ratio.denominator.toLocaleString('en-US')}
        </span>
      )}
    </span>
  )
}
