import { namedSigns } from './html-signs.ts'
import { emptyElements, newTextBuilder, type ReadText, type TextBuilder } from './text-builder.ts'

/**
 * The plain text of HTML, forgiving as a browser: paragraphs and breaks are lines, tags go, references are signs. What
 * no plain text keeps is named in `lost`. Takes time in proportion to the text, whatever stands in it.
 *
 * @param blocks As of `newTextBuilder`.
 */
export function htmlToText(html: string, blocks: readonly string[] = []): ReadText {
  if (!/[<&]/.test(html)) return { text: plain(html), blocks: new Map(), lost: null }
  const builder = newTextBuilder(blocks)
  let from = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    putText(builder, html.slice(from, at))
    const end = putTag(builder, html, at)
    // Not a tag at all: `a < b`. The sign is text and reading goes on behind it.
    if (end === null) builder.exact('<')
    from = end ?? at + 1
    if (end === html.length) return builder.finish()
  }
  putText(builder, html.slice(from))
  return builder.finish()
}

/** Most options have no markup at all. */
const plain = (text: string) =>
  text
    .replace(/[ \t\n\r\f]+/g, ' ')
    .replaceAll('\u00a0', ' ')
    .trim()

/** One text as HTML and, sign for sign the same, as the XHTML of QTI: `htmlToText` gives it back. */
export function textToHtml(text: string): string {
  return text.replace(
    // A space beside another, at the end or at the start of a line would be lost.
    /[&<>\t\n\u00a0]| (?=[ \n\t]|$)|(?<=^|[\n\t]) /g,
    (sign) => markup[sign] ?? sign,
  )
}

const markup: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\n': '<br />',
  ' ': '&#160;',
  '\u00a0': '&#160;',
  '\t': '<span class="keep-tab">&#160;</span>',
}

/** @returns Where the tag, comment or declaration at `at` is over; null when it is none. */
function putTag(builder: TextBuilder, html: string, at: number): number | null {
  if (html.startsWith('<!--', at)) return after(html, '-->', at + 4)
  if (html.startsWith('<!', at) || html.startsWith('<?', at)) return after(html, '>', at + 2)
  const name = /^<\/?([a-zA-Z][\w:-]{0,60})/.exec(html.slice(at, at + 64))
  if (!name) return null
  const start = at + name[0].length
  const end = tagEnd(html, start)
  if (end === null) {
    // An unfinished tag: browsers drop the rest of the text; here nothing is lost, all of it is text.
    builder.exact(html.slice(at))
    return html.length
  }
  const element = (name[1] ?? '').toLowerCase()
  if (html[at + 1] === '/') builder.close(element)
  else openElement(builder, element, html.slice(start, end))
  return end + 1
}

function openElement(builder: TextBuilder, element: string, rest: string): void {
  builder.open(element, attributesIn(rest))
  if (rest.endsWith('/') && !emptyElements.has(element)) builder.close(element)
}

function tagEnd(html: string, from: number): number | null {
  let quote = ''
  for (let at = from; at < html.length; at += 1) {
    const sign = html[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if ((sign === '"' || sign === "'") && html[at - 1] === '=') quote = sign
    else if (sign === '>') return at
  }
  return null
}

const attributePatterns = ['class', 'href', 'start'].map(
  (name) => [name, new RegExp(`[\\s/]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')] as const,
)
const noAttributes: ReadonlyMap<string, string> = new Map()

/** The attributes that matter to plain text. */
function attributesIn(rest: string): ReadonlyMap<string, string> {
  if (!rest.includes('=')) return noAttributes
  const short = rest.slice(0, 4000)
  return new Map(
    attributePatterns.flatMap(([name, pattern]) => {
      const found = pattern.exec(short)
      return found ? [[name, found[1] ?? found[2] ?? found[3] ?? ''] as const] : []
    }),
  )
}

const after = (html: string, end: string, from: number) => {
  const found = html.indexOf(end, from)
  return found === -1 ? html.length : found + end.length
}

function putText(builder: TextBuilder, text: string): void {
  let from = 0
  for (const found of text.matchAll(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});?/gi)) {
    const sign = decodeSign(found[1] ?? '')
    if (sign === null) continue
    builder.text(text.slice(from, found.index))
    builder.exact(sign)
    from = found.index + found[0].length
  }
  builder.text(text.slice(from))
}

function decodeSign(name: string): string | null {
  if (!name.startsWith('#')) return namedSigns.get(name) ?? namedSigns.get(name.toLowerCase()) ?? null
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isSign = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isSign ? String.fromCodePoint(code) : null
}
