/**
 * `node tests/load/formats.ts [COUNT]`: writes and reads COUNT questions (20,000 unless told) in each of the text
 * formats: the basic bank, as often as needed. Each format in a process of its own, so that its memory is its own.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { ExportedQuestion } from '#question-bank/formats/exported-question.ts'
import type { FileContent } from '#question-bank/formats/file-question.ts'
import { readGift, writeGift } from '#question-bank/formats/gift.ts'
import { readMoodleXml, writeMoodleXml } from '#question-bank/formats/moodle-xml.ts'
import { readQti3, writeQti3 } from '#question-bank/formats/qti3.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { questionOf } from '#question-bank/question.ts'

type Format = {
  write: (questions: readonly ExportedQuestion[]) => Uint8Array
  read: (file: Uint8Array) => FileContent
}
const formats: Record<string, Format> = {
  gift: { write: writeGift, read: readGift },
  'moodle-xml': { write: writeMoodleXml, read: readMoodleXml },
  qti3: { write: writeQti3, read: readQti3 },
}

const count = Number(process.argv[2] ?? 20_000)
const only = process.argv[3]

if (only) measure(only)
else {
  console.log('| format | file, MB | writing, s CPU (s) | reading, s CPU (s) | most memory, MB |')
  console.log('| --- | --- | --- | --- | --- |')
  for (const name of Object.keys(formats)) {
    const line = execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(count), name])
    console.log(line.toString().trim())
  }
}

function measure(name: string): void {
  const format = formats[name]
  if (!format) throw new Error(`no such format: ${name}`)
  const questions = basicBank(count)
  let file = new Uint8Array()
  const writing = costOf(() => (file = Uint8Array.from(format.write(questions))))
  let content: FileContent = { questions: [], rejected: [] }
  const reading = costOf(() => (content = format.read(file)))
  if (content.questions.length !== count || content.rejected.length > 0)
    throw new Error(`${name}: ${content.questions.length} of ${count} came back`)
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(`| ${name} | ${(file.length / 1e6).toFixed(1)} | ${writing} | ${reading} | ${memory} |`)
}

function costOf(work: () => unknown): string {
  const before = process.cpuUsage()
  const start = performance.now()
  work()
  const { user, system } = process.cpuUsage(before)
  return `${((user + system) / 1e6).toFixed(1)} (${((performance.now() - start) / 1000).toFixed(1)})`
}

function basicBank(wanted: number): ExportedQuestion[] {
  const { laws, files } = loadBasicBank()
  const once = files.flatMap(({ content }) => {
    const law = laws.find(({ id }) => id === content.law)
    const names = { lawShort: law?.short ?? '', lawTitle: law?.title ?? '' }
    return content.questions.map((question) => ({ ...questionOf(question, content), ...names }))
  })
  return Array.from({ length: wanted }, (_, at) => once[at % once.length]).filter((one) => one !== undefined)
}
