import { XMLParser, XMLValidator } from 'fast-xml-parser'

import { UnreadableFile } from './file-question.ts'
import { inspectXml, lineAt, type Span } from './inspect-xml.ts'

/** An element: its name and its attributes' names without namespace prefixes (but `xml:` stays, as `xml:lang`). */
export type XmlElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Elements and texts in their order; comments and processing instructions are no content. */
  readonly children: readonly (XmlElement | string)[]
}

/** What the parser returns: `{ name: [nodes], ':@': { attribute: value } }`, `{ '#text': text }`. */
type ParsedNode = Readonly<Record<string, unknown>>

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  // References are decoded here, so that only the five of XML and numeric ones exist.
  processEntities: false,
  jPath: false,
})

/**
 * The root element of a well-formed document without a document type.
 *
 * @throws {UnreadableFile} `unsafe` for a DOCTYPE or an ENTITY, `too-large` beyond the bounds on depth and count,
 *   `wrong-encoding` for a declared encoding that is not read, `malformed` for anything else, with the line.
 */
export function parseXml(text: string): XmlElement {
  const document = withoutMark(text)
  inspectXml(document)
  return parsePart(document, () => 0)
}

/**
 * A large document in parts, so that only one of them is in memory as a tree.
 *
 * @param level Which elements are the parts: 1 for the children of the root, 2 for theirs.
 * @returns `root` has everything but the parts, which are parsed one by one as they are asked for.
 * @throws {UnreadableFile} As of `parseXml`, for a part when it is asked for.
 */
export function parseInParts(text: string, level = 1): { root: XmlElement; parts: Iterable<XmlElement> } {
  const document = withoutMark(text)
  const spans = inspectXml(document, level)
  const between = [...spans, { start: document.length, end: document.length }]
  const outside = between
    .map(({ start }, index) => document.slice(spans[index - 1]?.end ?? 0, start))
    .join('')
  return { root: parsePart(outside, () => 0), parts: parseEach(document, spans) }
}

function* parseEach(document: string, spans: readonly Span[]): Generator<XmlElement> {
  for (const { start, end } of spans) {
    yield parsePart(document.slice(start, end), () => lineAt(document, start) - 1)
  }
}

/** XML allows nothing before the declaration; files have a mark or a space there. */
const withoutMark = (text: string) => text.replace(/^[\ufeff\s]+/, '')

/** @param linesBefore How many lines of the file stand before this part: counted only when it is at fault. */
function parsePart(part: string, linesBefore: () => number): XmlElement {
  const verdict = XMLValidator.validate(part)
  if (verdict !== true) throw malformedAt(verdict.err.line + linesBefore(), verdict.err.msg)
  try {
    // Safe: with `preserveOrder` the parser returns an array of nodes.
    const nodes = parser.parse(part) as ParsedNode[]
    const root = nodes.map(childOf).find((child) => typeof child === 'object')
    if (root) return root
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw malformedAt(1 + linesBefore(), error instanceof Error ? error.message : 'no XML')
  }
  throw malformedAt(1 + linesBefore(), 'there is no element.')
}

const malformedAt = (line: number, message: string) =>
  new UnreadableFile(
    'malformed',
    `第 ${line} 行附近的 XML 不完整或不合规范。 · Line ${line}: ${message.replace(/\s+/g, ' ').slice(0, 300)}`,
  )

/** The child elements, or those of one name. */
export function elementsIn(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

/** The first element on a path of names. */
export function elementAt(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => elementsIn(at, name)[0], element)
}

/** All elements of a name at any depth, in the document's order. */
export function elementsBelow(element: XmlElement | undefined, name: string): XmlElement[] {
  return elementsIn(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsBelow(child, name),
  ])
}

/** All text inside an element, as it stands; empty where there is no element. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return ''
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** The text at the end of a path, trimmed. */
export const textAt = (element: XmlElement | undefined, ...path: string[]) =>
  textOf(elementAt(element, ...path)).trim()

/** A text as the content of an element or the value of an attribute. */
export function escapeXml(text: string): string {
  return withoutControls(text).replace(/[&<>"]/g, (sign) => named[sign] ?? sign)
}

/** A text inside CDATA, which alone cannot hold its own end. */
export function cdata(text: string): string {
  return `<![CDATA[${withoutControls(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Signs that no XML 1.0 document may hold, not even as a reference, leave the text. */
export const withoutControls = (text: string) =>
  // eslint-disable-next-line no-control-regex -- these are the signs
  text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '')

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function childOf(node: ParsedNode): XmlElement | string | undefined {
  if (typeof node['#text'] === 'string') return decode(node['#text'])
  const name = Object.keys(node).find((key) => key !== ':@')
  if (name === undefined || name.startsWith('?')) return undefined
  // Safe: the parser keeps all content as arrays of nodes, that of a CDATA section as one text node.
  const nodes = node[name] as ParsedNode[]
  if (name === '#cdata')
    return withoutControls((nodes[0] as { '#text'?: string } | undefined)?.['#text'] ?? '')
  return {
    name: localName(name),
    attributes: attributesOf(node),
    children: nodes.flatMap((child) => childOf(child) ?? []),
  }
}

const noAttributes: ReadonlyMap<string, string> = new Map()

function attributesOf(node: ParsedNode): ReadonlyMap<string, string> {
  if (!node[':@']) return noAttributes
  // Safe: the parser keeps attributes as texts.
  const attributes = Object.entries(node[':@'] as Record<string, string>)
  return new Map(attributes.map(([key, value]) => [localName(key), decode(value)]))
}

const localName = (name: string) => (name.startsWith('xml:') ? name : name.slice(name.indexOf(':') + 1))

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&')) return withoutControls(text)
  return withoutControls(
    text.replace(/&([^;&\s]{0,32});?/g, (whole, name: string) => decodeReference(whole, name)),
  )
}

function decodeReference(whole: string, name: string): string {
  const found = references[name] ?? (name.startsWith('#') ? numbered(name.slice(1)) : undefined)
  if (found === undefined || !whole.endsWith(';'))
    throw new UnreadableFile(
      'malformed',
      `“${whole}”不是 XML 中的字符引用；“&”请写作“&amp;”。 · "${whole}" is no reference that XML knows; write "&amp;" for "&".`,
    )
  return found
}

function numbered(digits: string): string | undefined {
  const code = /^x[0-9a-f]{1,6}$/i.test(digits)
    ? Number.parseInt(digits.slice(1), 16)
    : /^\d{1,7}$/.test(digits)
      ? Number(digits)
      : -1
  const isSign = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isSign ? String.fromCodePoint(code) : undefined
}
