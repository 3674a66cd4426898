import { fileLimits } from './file-limits.ts'
import { UnreadableFile } from './file-question.ts'

const mostMb = fileLimits.bytes / 1024 / 1024

const zipMark = [0x50, 0x4b, 0x03, 0x04]
const marks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/**
 * The text of a file: UTF-8 or UTF-16, with or without its mark, else GB 18030, which includes GBK and GB 2312.
 *
 * @throws {UnreadableFile} `empty-file`, `too-large`, `unsupported` for an archive, `wrong-encoding` for anything else.
 */
export function decodeText(file: Uint8Array): string {
  if (file.length === 0) throw new UnreadableFile('empty-file', '文件是空的。 · The file is empty.')
  if (file.length > fileLimits.bytes)
    throw new UnreadableFile(
      'too-large',
      `文字超过 ${mostMb} MB，请分成几个文件。 · The file has more than ${mostMb} MB of text: split it.`,
    )
  if (startsWith(file, zipMark))
    throw new UnreadableFile(
      'unsupported',
      '这是压缩包（.zip、.xlsx、.docx），不是文本。 · The file is an archive (.zip, .xlsx, .docx), not a text.',
    )
  const marked = marks.find(({ mark }) => startsWith(file, mark))
  const text = marked ? decode(file, marked.encoding) : decodeUnmarked(file)
  if (text === null || /[\0\ufffe\uffff]/.test(text)) throw wrongEncoding()
  if (text.trim() === '') throw new UnreadableFile('empty-file', '文件中没有文字。 · The file has no text.')
  return text
}

function decodeUnmarked(file: Uint8Array): string | null {
  const utf16 = guessUtf16(file)
  if (utf16) return decode(file, utf16)
  const utf8 = decode(file, 'utf-8')
  if (utf8 !== null) return utf8
  const chinese = decode(file, 'gb18030')
  // Any bytes read as GB 18030 give some text; what is not Chinese betrays itself by signs nobody writes.
  // eslint-disable-next-line no-control-regex -- these are the signs
  return chinese === null || /[\0-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]/.test(chinese) ? null : chinese
}

/** UTF-16 without a mark: the markup of any text, in it every second byte is zero. */
function guessUtf16(file: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = file.subarray(0, 4096)
  if (!sample.includes(0)) return null
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : null
}

function decode(file: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    return null
  }
}

const startsWith = (file: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, index) => file[index] === byte)

const wrongEncoding = () =>
  new UnreadableFile(
    'wrong-encoding',
    '文字编码不是 UTF-8、UTF-16 或 GBK（GB 18030），请另存为 UTF-8 后再试。 · The file is neither UTF-8 nor UTF-16 nor GBK (GB 18030) text. Save it as UTF-8 and try again.',
  )
