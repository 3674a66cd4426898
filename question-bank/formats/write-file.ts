import type { ExportedQuestion } from './exported-question.ts'
import type { FileFormat } from './file-question.ts'
import { writeGift } from './gift.ts'
import { writeMoodleXml } from './moodle-xml.ts'
import { writeQti3 } from './qti3.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Formats that are written: plain text is only read. */
export const exportFormats = ['xlsx', 'gift', 'moodle-xml', 'qti3'] as const satisfies readonly FileFormat[]
export type ExportFormat = (typeof exportFormats)[number]

/** A file with these questions. */
export const writeFile = async (
  questions: readonly ExportedQuestion[],
  format: ExportFormat,
): Promise<Uint8Array> => writers[format](questions)

const writers: Record<
  ExportFormat,
  (questions: readonly ExportedQuestion[]) => Uint8Array | Promise<Uint8Array>
> = {
  xlsx: writeXlsx,
  gift: writeGift,
  'moodle-xml': writeMoodleXml,
  qti3: writeQti3,
}
