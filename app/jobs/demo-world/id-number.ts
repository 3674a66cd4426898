import type { Random } from './random.ts'
import type { Sex } from './shapes.ts'

/** 43 is a province, 4399 no prefecture of it: no number below it was ever given to anybody. */
const UNASSIGNED_PREFECTURE = '4399'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** The eighteenth place of a citizen's number, after the first seventeen (GB 11643, ISO 7064 MOD 11-2). */
export function checkDigitOf(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return CHECK_DIGITS.charAt(sum % 11)
}

/** An invented number of the right form. The seventeenth place is odd for men. */
export function inventIdNumber(random: Random, { birthDate, sex }: { birthDate: string; sex: Sex }): string {
  const county = String(1 + random.below(12)).padStart(2, '0')
  const sequence = String(random.below(500) * 2 + (sex === 'm' ? 1 : 0)).padStart(3, '0')
  const first17 = `${UNASSIGNED_PREFECTURE}${county}${birthDate.replaceAll('-', '')}${sequence}`
  return first17 + checkDigitOf(first17)
}

/** An invented mobile number: 100 is given to no operator. */
export function inventMobile(random: Random): string {
  return `100${String(random.below(100_000_000)).padStart(8, '0')}`
}
