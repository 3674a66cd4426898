import { decodeText } from '../formats/decode-text.ts'
import { UnreadableFile } from '../formats/file-question.ts'
import { type DocxRefusal, readDocx } from './read-docx.ts'

/** Far more than the longest law has (the civil code: 0.4 MB). */
export const mostLawBytes = 2 * 1024 * 1024

export type LawFileRefusal = DocxRefusal | 'empty-file' | 'too-large' | 'not-text' | 'old-word' | 'pdf'

/**
 * The text of a law's file: .docx, or text in UTF-8, UTF-16 or GB 18030. What it is, is told by its first bytes: names
 * lie. A .docx is to be read in a thread of its own with bounded memory and time.
 */
export async function readLawFile(
  file: Uint8Array,
): Promise<{ ok: true; text: string } | { ok: false; refusal: LawFileRefusal }> {
  if (file.length === 0) return { ok: false, refusal: 'empty-file' }
  if (file.length > mostLawBytes) return { ok: false, refusal: 'too-large' }
  if (isDocx(file)) return readDocx(file)
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0])) return { ok: false, refusal: 'old-word' }
  if (startsWith(file, [0x25, 0x50, 0x44, 0x46])) return { ok: false, refusal: 'pdf' }
  return readText(file)
}

/** Whether a file is one that has to be unpacked. */
export const isDocx = (file: Uint8Array): boolean => startsWith(file, [0x50, 0x4b])

function readText(
  file: Uint8Array,
): { ok: true; text: string } | { ok: false; refusal: 'empty-file' | 'not-text' } {
  try {
    return { ok: true, text: decodeText(file) }
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause
    return { ok: false, refusal: cause.fault === 'empty-file' ? 'empty-file' : 'not-text' }
  }
}

const startsWith = (file: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => file[index] === byte)
