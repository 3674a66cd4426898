import { UnreadableFile } from './file-question.ts'
import { type OpenZip, openZip } from './zip.ts'

/** The XML of the sheets by name, and of the cell styles. */
export type WorkbookParts = { sheets: Map<string, string>; styles: string }

/**
 * Unpacks the parts of a workbook, each within what its directory says: a small file may unpack to gigabytes, and
 * the directory may lie about it. What this lets pass may be unpacked again by a library without bounds.
 *
 * @throws {UnreadableFile} `unsupported` for an old .xls or another archive, `malformed`, `too-large`, `unsafe`.
 */
export function unzipWorkbook(file: Uint8Array): WorkbookParts {
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new UnreadableFile(
      'unsupported',
      '这是旧版 .xls 或加了密码的文件，请去掉密码、另存为 .xlsx 后再试。 · This is an old .xls workbook or one with a password. Save it as .xlsx without a password and try again.',
    )
  const zip = openZip(file)
  const texts = new Map(zip.names.filter(isMarkup).map((name) => [name, textOf(zip, name)]))
  const book = texts.get('xl/workbook.xml')
  if (book === undefined)
    throw new UnreadableFile(
      'unsupported',
      '压缩包中没有 .xlsx 工作簿。 · The archive holds no .xlsx workbook.',
    )
  return { sheets: sheetsOf(book, texts), styles: texts.get('xl/styles.xml') ?? '' }
}

const isMarkup = (name: string) => name.endsWith('.xml') || name.endsWith('.rels')

/** Only what is looked at below becomes a text. */
function textOf(zip: OpenZip, name: string): string {
  const content = zip.read(name)
  const isKept = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|worksheets\/[^/]+\.xml)$/.test(
    name,
  )
  return content && isKept ? new TextDecoder().decode(content) : ''
}

/** The sheets by the names that people see, through the workbook's relations. */
function sheetsOf(book: string, parts: ReadonlyMap<string, string>): Map<string, string> {
  const targets = new Map(
    elements(parts.get('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map((relation) => [
      attribute(relation, 'Id'),
      attribute(relation, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  )
  return new Map(
    elements(book, 'sheet').map((sheet) => [
      unescapeXml(attribute(sheet, 'name')),
      parts.get(targets.get(attribute(sheet, '(?:\\w+:)?id')) ?? '') ?? '',
    ]),
  )
}

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'))].map((found) => found[1] ?? '')

const attribute = (attributes: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''

const unescapeXml = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => signs[name] ?? '')
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const startsWith = (file: Uint8Array, start: number[]) => start.every((byte, index) => file[index] === byte)
