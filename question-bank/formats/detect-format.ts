import { decodeText } from './decode-text.ts'
import { type FileFormat, UnreadableFile } from './file-question.ts'
import { findDelimiter } from './read-xlsx.ts'
import { openZip } from './zip.ts'

/**
 * Finds out the format of a file by its content; its name decides only between texts.
 *
 * @throws {UnreadableFile} `unsupported` for what is none of the formats, saying what to do.
 */
export function detectFormat(file: Uint8Array, name: string): FileFormat {
  if (startsWith(file, [0x50, 0x4b])) return formatOfZip(file)
  // An old .xls: the reader of workbooks says what to do with it.
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0])) return 'xlsx'
  if (startsWith(file, [0x25, 0x50, 0x44, 0x46]))
    throw unsupported(
      '这是 PDF，请把文字复制到 .txt 文件中。 · This is a PDF. Copy its text into a .txt file.',
    )
  return formatOfText(decodeText(file), name.toLowerCase())
}

function formatOfZip(file: Uint8Array): FileFormat {
  const { names } = openZip(file)
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/^xl\/workbook\.xml$/)) return 'xlsx'
  if (has(/^word\//))
    throw unsupported(
      '这是 Word 文档，请另存为纯文本（.txt）后导入。 · This is a Word document. Save it as plain text (.txt) and import that.',
    )
  if (has(/^content\.xml$/))
    throw unsupported(
      '这是 OpenDocument 文件，请另存为 .xlsx。 · This is an OpenDocument file. Save it as .xlsx.',
    )
  if (has(/(^|\/)imsmanifest\.xml$/)) return 'qti3'
  throw unsupported(
    '压缩包既不是 .xlsx 工作簿，也不是 QTI 包（没有 imsmanifest.xml）。 · The archive is neither an .xlsx workbook nor a QTI package (it has no imsmanifest.xml).',
  )
}

function formatOfText(text: string, name: string): FileFormat {
  const start = text.slice(0, 20_000)
  if (/^\s*</.test(start)) return formatOfMarkup(start)
  if (name.endsWith('.gift')) return 'gift'
  if (name.endsWith('.csv') || findDelimiter(start) !== null) return 'xlsx'
  return isGift(start) ? 'gift' : 'text'
}

function formatOfMarkup(start: string): FileFormat {
  if (/<quiz[\s>]/.test(start)) return 'moodle-xml'
  if (/<qti-assessment-item[\s>]/.test(start))
    throw unsupported(
      '这是单个 QTI 试题，请打成带清单的 QTI 3.0 包（.zip）。 · This is one item of QTI. Pack it into a QTI 3.0 package with its manifest (.zip).',
    )
  if (/<!doctype html|<html[\s>]/i.test(start))
    throw unsupported(
      '这是网页（HTML），请另存为 .xlsx 或 .txt。 · This is a page of HTML. Save it as .xlsx or .txt.',
    )
  throw unsupported(
    '这不是 Moodle 的试题 XML；QTI 请用 .zip 包。 · This XML is no quiz of Moodle. QTI comes as a package (.zip).',
  )
}

/** Answers stand in braces, with `=` and `~`, or one of the words of a judgement. */
const isGift = (text: string) =>
  /^\$CATEGORY:/m.test(text) || /(?<!\\)\{\s*(?:[=~]|(?:T|F|TRUE|FALSE)\s*(?:#[^}]*)?\})/i.test(text)

const unsupported = (what: string) => new UnreadableFile('unsupported', what)

const startsWith = (file: Uint8Array, start: number[]) => start.every((byte, index) => file[index] === byte)
