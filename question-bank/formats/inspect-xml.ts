import { UnreadableFile } from './file-question.ts'

/** No document of these formats comes near: they bound the memory that a hostile one can take. */
const maxDepth = 64
const maxTags = 8_000_000
const maxParts = 200_000

const encodings = /^(utf-?8|utf-?16(le|be)?|us-ascii|gb-?2312|gbk|gb-?18030)$/i

/** A piece of a document: from one place up to another. */
export type Span = { start: number; end: number }

/**
 * Looks at a document before anything parses it: no document type (and so no entities of its own, neither inside nor
 * outside), bounded depth and number of elements, comments and CDATA that end.
 *
 * @param level Where the elements are whose places are wanted: 1 for the root's children.
 * @throws {UnreadableFile} As of `parseXml`.
 */
export function inspectXml(text: string, level = 1): Span[] {
  refuseEncoding(text)
  const spans: Span[] = []
  let start = 0
  for (const { kind, at, end, depth } of walkTags(text)) {
    if (depth !== level) continue
    if (kind !== 'close') start = at
    if (kind !== 'open') spans.push({ start, end })
    if (spans.length > maxParts)
      throw tooLarge(`文件中的项目超过 ${maxParts} 个。 · The document has more than ${maxParts} parts.`)
  }
  return spans
}

/** Every tag with the depth of its element: 0 is the root. */
function* walkTags(text: string): Generator<Tag & { at: number; depth: number }> {
  let depth = 0
  let tags = 0
  let end = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', end)) {
    const tag = readTag(text, at)
    if (depth === 0) refuseOutside(text, { end, at }, tag.kind === 'passive' ? 0 : tags)
    if (tag.kind !== 'passive') {
      if (tag.kind === 'close') depth -= 1
      yield { ...tag, at, depth }
      if (tag.kind === 'open') depth += 1
      tags += 1
      refuseLarge(depth, tags)
    }
    end = tag.end
  }
  if (depth === 0) refuseOutside(text, { end, at: text.length }, 0)
}

/** Outside the root there is nothing but space, and there is one root. */
function refuseOutside(text: string, { end, at }: { end: number; at: number }, tagsBefore: number): void {
  if (tagsBefore > 0) throw malformed(text, at, ['有第二个根元素。', 'there is a second root element.'])
  if (text.slice(end, at).trim() !== '')
    throw malformed(text, end, ['根元素之外有文字。', 'there is text outside the root element.'])
}

function refuseLarge(depth: number, tags: number): void {
  if (depth > maxDepth)
    throw tooLarge(`元素嵌套超过 ${maxDepth} 层。 · Elements are nested more than ${maxDepth} deep.`)
  if (tags > maxTags) throw tooLarge(`标签超过 ${maxTags} 个。 · The document has more than ${maxTags} tags.`)
}

type Tag = { kind: 'open' | 'close' | 'empty' | 'passive'; end: number }

function readTag(text: string, at: number): Tag {
  const passive = skipPassive(text, at)
  if (passive !== null) return { kind: 'passive', end: passive }
  if (text.startsWith('<!', at)) throw documentType(text, at)
  const last = tagEnd(text, at)
  if (text[at + 1] === '/') return { kind: 'close', end: last + 1 }
  return { kind: text[last - 1] === '/' ? 'empty' : 'open', end: last + 1 }
}

/** Where the comment, CDATA section or processing instruction at `at` is over; null when there is none. */
function skipPassive(text: string, at: number): number | null {
  if (text[at + 1] !== '!' && text[at + 1] !== '?') return null
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!text.startsWith(start, at)) continue
    const over = text.indexOf(end, at + start.length)
    if (over < 0) throw malformed(text, at, [`“${start}”没有以“${end}”结束。`, `"${start}" has no "${end}".`])
    return over + end.length
  }
  return null
}

/** Where the tag at `at` has its `>`; one inside a quoted value is none. */
function tagEnd(text: string, at: number): number {
  let quote = ''
  for (let place = at + 1; place < text.length; place += 1) {
    const sign = text[place] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return place
  }
  throw malformed(text, at, ['标签没有以“>”结束。', 'a tag has no ">".'])
}

function refuseEncoding(text: string): void {
  const declared = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{0,40})["']/.exec(text)?.[1]
  if (declared !== undefined && !encodings.test(declared))
    throw new UnreadableFile(
      'wrong-encoding',
      `文件声明的编码是 ${declared}，只能读取 UTF-8、UTF-16 和 GBK。 · The document declares the encoding ${declared}; UTF-8, UTF-16 and GBK are read.`,
    )
}

/** The number of the line at a place in a text, from 1. */
export function lineAt(text: string, place: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

const documentType = (text: string, at: number) =>
  new UnreadableFile(
    'unsafe',
    `第 ${lineAt(text, at)} 行：不读取文档类型声明（DOCTYPE、ENTITY），请删去后再试。 · Line ${lineAt(text, at)}: a document type (DOCTYPE, ENTITY) is not read. Remove it and try again.`,
  )

const malformed = (text: string, at: number, [zh, en]: [zh: string, en: string]) =>
  new UnreadableFile('malformed', `第 ${lineAt(text, at)} 行：${zh} · Line ${lineAt(text, at)}: ${en}`)

const tooLarge = (what: string) => new UnreadableFile('too-large', what)
