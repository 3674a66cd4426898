const idNumberLength = 18

/** An ID number of which only the last four signs are known here. */
export const maskedId = (tail: string): string => `${'*'.repeat(idNumberLength - tail.length)}${tail}`
