/** A text of GIFT: its control signs with a backslash, as Moodle writes them. */
export const escapeGift = (text: string): string =>
  text.replace(/[\\#=~{}:]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')

/** The text that was meant; a backslash before any other sign is itself. */
export const unescapeGift = (text: string): string =>
  text.replace(/\\([\\#=~{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))

/**
 * A text for `[id:…]`, `[tag:…]` in a comment, as Moodle writes them: only the closing bracket has a backslash. A
 * blank keeps a backslash at the end from taking our own bracket away.
 */
export const escapeComment = (text: string): string =>
  text
    .replaceAll(']', '\\]')
    .replace(/\r\n?|\n/g, ' ')
    .replace(/\\( *)$/, '\\$1 ')

/** All marks in the comments before a question, in their order: `['id', 'aqsc-001']`. */
export function marksIn(comments: readonly string[]): [name: string, text: string][] {
  return comments.flatMap((comment) => {
    const found: [string, string][] = []
    for (let at = comment.indexOf('['); at >= 0; at = comment.indexOf('[', at + 1)) {
      const name = /^\[([\p{L}]{1,10}):/u.exec(comment.slice(at, at + 24))?.[1]
      if (name === undefined) continue
      const start = at + name.length + 2
      const end = markEnd(comment, start)
      if (end === -1) break
      const text = comment.slice(start, end)
      found.push([name, text.replace(/\\( *) $/, '\\$1').replaceAll('\\]', ']')])
      at = end
    }
    return found
  })
}

/** The bracket that closes a mark: the first without a backslash. */
function markEnd(comment: string, start: number): number {
  let end = comment.indexOf(']', start)
  while (end > start && comment[end - 1] === '\\') end = comment.indexOf(']', end + 1)
  return end
}

/** Where a control sign stands that no backslash covers; -1 where none does. */
export function findControl(text: string, signs: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '\\') at += 1
    else if (signs.includes(sign)) return at
  }
  return -1
}
