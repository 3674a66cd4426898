import { detectFormat } from './detect-format.ts'
import { type FileContent, type FileFormat, UnreadableFile } from './file-question.ts'
import { fileLimits, tooManyQuestions } from './file-limits.ts'
import { readGift } from './gift.ts'
import { readMoodleXml } from './moodle-xml.ts'
import { readQti3 } from './qti3.ts'
import { readCsv, readXlsx } from './read-xlsx.ts'
import { readText } from './text.ts'

export type FileToRead = {
  file: Uint8Array
  /** As it was uploaded: its ending helps where the content leaves a doubt. */
  name: string
  /** Said by whoever brings the file; else it is found out. */
  format?: FileFormat | undefined
}

/**
 * Reads a file of questions in any of the formats.
 *
 * @throws {UnreadableFile} For a file that cannot be read as a whole.
 */
export async function readFile({
  file,
  name,
  format,
}: FileToRead): Promise<FileContent & { format: FileFormat }> {
  if (file.length === 0) throw new UnreadableFile('empty-file', '文件是空的。 · The file is empty.')
  if (file.length > fileLimits.bytes)
    throw new UnreadableFile(
      'too-large',
      `文件超过 ${fileLimits.bytes / 1024 / 1024} MB，请分成几个文件。 · The file is larger than ${fileLimits.bytes / 1024 / 1024} MB: split it.`,
    )
  const found = format ?? detectFormat(file, name)
  const content = await readers[found](file)
  const count = content.questions.length + content.rejected.length
  if (count === 0) throw new UnreadableFile('empty-file', '文件中没有题目。 · The file has no questions.')
  if (count > fileLimits.questions) throw new UnreadableFile('too-many-questions', tooManyQuestions)
  return { ...content, format: found }
}

const readers: Record<FileFormat, (file: Uint8Array) => FileContent | Promise<FileContent>> = {
  xlsx: (file) => (isZip(file) || isOldExcel(file) ? readXlsx(file) : readCsv(file)),
  text: readText,
  gift: readGift,
  'moodle-xml': readMoodleXml,
  qti3: readQti3,
}

const isZip = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b
const isOldExcel = (file: Uint8Array) => file[0] === 0xd0 && file[1] === 0xcf
