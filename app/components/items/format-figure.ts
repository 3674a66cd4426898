/** How figures of items are printed: shares with one decimal, coefficients with two. */
export const formatShare = (share: number): string => signed((share * 100).toFixed(1)) + '%'

export const formatCoefficient = (value: number): string => signed(value.toFixed(2))

/** Marks, hundredths, as points with two decimals. */
export const formatMarks = (marks: number): string => (marks / 100).toFixed(2)

/** A minus sign instead of a hyphen; nothing is less than nothing only by rounding. */
function signed(text: string): string {
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace('-', '−')
}
