/**
 * Prose as the bank keeps it: composed signs, line ends as `\n`, nothing that no screen shows, no blanks at either
 * end. Full-width punctuation and blanks inside stay as they were written.
 */
export function cleanText(text: string): string {
  return text
    .replace(halfPair, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(unseen, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

// Half of a sign outside the basic plane: neither UTF-8 nor the database can hold it.
const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

// Signs of control, of byte order and of joining: they come with files and make two equal texts differ.
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2060\ufeff]|\p{Noncharacter_Code_Point}/gu

/** A word of a key, a kind or a number: half width, lower case, without blanks. */
export const plainWord = (text: string): string =>
  cleanText(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** The words of a list: `领导干部、一般工作人员`, `market; water`. */
export const listWords = (text: string): string[] =>
  cleanText(text)
    .normalize('NFKC')
    .split(/[、,;|/\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
