import { articleLabel, parseArticle } from '../article.ts'

/** What a line of a law's text is. `level`: 1 编, 2 分编, 3 章, 4 节. */
export type LawLine =
  | { is: 'heading'; level: number; text: string }
  | { is: 'article'; label: string; written: string; number: number; sub: number; text: string }
  | { is: 'contents' }
  | { is: 'end-of-info' }
  | { is: 'annex'; text: string }
  | { is: 'title'; text: string }
  | { is: 'text'; text: string }

/** Signs that stand for nothing: zero-width ones, soft hyphens, byte order marks, direction marks. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** The lines of a text without what nobody sees: trimmed, full-width spaces as spaces, none of them empty. */
export function plainLines(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replace(unseen, '').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !isPageNumber(line))
}

/** A number alone in its line, as printed pages have it: `- 3 -`. */
const isPageNumber = (line: string) => /^[-—– ]*\d{1,4}[-—– ]*$/.test(line)

const digit = '[〇零一二三四五六七八九十百千]'
const headingPattern = new RegExp(`^第(?:${digit}+|\\d{1,3}) ?(分编|编|章|节)(?![之第]) ?(.{0,60})$`)
const articlePattern = new RegExp(
  `^第 ?(${digit}+|\\d{1,4}) ?条(?: ?之(${digit}+|\\d{1,2})(?![项款条目]))?( ?)(.*)$`,
  's',
)
/** Headings that have no number. */
const unnumbered = new Set(['序言', '附则'])
const levels: Record<string, number> = { 编: 1, 分编: 2, 章: 3, 节: 4 }
/** What follows a label in a sentence that speaks of an article: `第十七条的规定`, `第十七条第二款`. */
const goesOn =
  /^(?:第[〇零一二三四五六七八九十百\d]+[款项]|[的、，。；款项]|规定[的，]|所(?:称|列|规定|述|指)|中[的，]|[和与或至到及]第)/

/**
 * Reads a line by itself.
 *
 * @param follows Whether an article of this number is the next one: only then is a label a label without a space
 *   after it, since a sentence may begin with one.
 */
export function readLine(written: string, follows: (number: number, sub: number) => boolean): LawLine {
  if (/^<!-- *INFO END *-->$/.test(written)) return { is: 'end-of-info' }
  const [, marks = '', line = ''] = /^(#{1,6} )?(.*)$/s.exec(withoutMarks(written)) ?? []
  if (line.replace(/ /g, '') === '目录') return { is: 'contents' }
  const heading = readHeading(line, marks !== '')
  if (heading) return heading
  if (marks === '# ') return { is: 'title', text: line }
  if (/^附[件表录][〇零一二三四五六七八九十\d]*(?:[:： ]|$)/.test(line)) return { is: 'annex', text: line }
  return readArticleLine(line, follows) ?? { is: 'text', text: line }
}

/** Without the marks of Markdown for bold, lists and quotations, and without its comments. */
const withoutMarks = (line: string) =>
  line
    .replace(/<!--.*?-->/g, '')
    .replace(/\*\*|__/g, '')
    .replace(/^(?:[-*>] )+/, '')
    .trim()

/** @param isMarked It has the marks of a heading; without them it must not end as a sentence does. */
function readHeading(line: string, isMarked: boolean): LawLine | null {
  const bare = line.replace(/ /g, '')
  if (unnumbered.has(bare)) return { is: 'heading', level: 3, text: bare }
  const match = headingPattern.exec(line)
  if (!match?.[1] || (!isMarked && /[。；;:：]$/.test(line))) return null
  const name = (match[2] ?? '').trim()
  const number = line.slice(0, line.length - (match[2] ?? '').length).replace(/ /g, '')
  return {
    is: 'heading',
    level: levels[match[1]] ?? 3,
    text: [number, closed(name)].filter(Boolean).join(' '),
  }
}

/** 总则 for 总 则: titles of two or three signs are set apart to fill a line. */
const closed = (name: string) => (/^(?:\S )+\S$/.test(name) ? name.replace(/ /g, '') : name)

function readArticleLine(
  line: string,
  follows: (number: number, sub: number) => boolean,
): Extract<LawLine, { is: 'article' }> | null {
  const match = articlePattern.exec(line)
  const label = match && labelOf(match[1] ?? '', match[2])
  const read = label && parseArticle(label)
  if (!read) return null
  const [space, text] = [match[3] === ' ', match[4] ?? '']
  const stands = space || /^(?:$|[【（(:：])/.test(text)
  if (!stands && (goesOn.test(text) || !follows(read.number, read.sub))) return null
  const written = line.slice(0, line.length - text.length).trim()
  return { is: 'article', label, written, ...read, text: text.replace(/^[:：] ?/, '') }
}

/** The label as laws write it, also for figures and for 〇; null when the signs are no number. */
function labelOf(number: string, sub: string | undefined): string | null {
  const [whole, part] = [numberOf(number), sub === undefined ? 0 : numberOf(sub)]
  return whole && part !== null && whole <= 9999 && part < 100 ? articleLabel(whole, part) : null
}

function numberOf(signs: string): number | null {
  if (/^\d+$/.test(signs)) return Number(signs)
  return parseArticle(`第${signs.replace(/〇/g, '零')}条`)?.number ?? null
}
