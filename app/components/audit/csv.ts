// A cell that begins with one of these is a formula to a spreadsheet: a name typed by somebody would be run.
const formula = /^[=+\-@\t\r]/

/** One line of a CSV file (RFC 4180), with nothing in it that a spreadsheet would run. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
