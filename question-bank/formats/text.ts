import { decodeText } from './decode-text.ts'
import { fileLimits, tooManyQuestions } from './file-limits.ts'
import { emptyFileQuestion, type FileContent, type FileQuestion, UnreadableFile } from './file-question.ts'
import { truthOf } from './read-key.ts'
import { splitOptions } from './split-options.ts'
import { takeStemKey } from './stem-key.ts'
import { readLine, type TextLine } from './text-lines.ts'

/**
 * Reads a question paper as people write it in Chinese: numbered stems, options A to H on one line or several,
 * `答案：`, `解析：`, `难度：`, `依据：`, headings such as `一、单选题`, judgements with （√）, keys in a stem's brackets,
 * and cases (`案例一：`) with their material. Without any numbers, empty lines part the questions.
 *
 * @returns `row` is the line a question begins on.
 * @throws {UnreadableFile}
 */
export function readText(file: Uint8Array): FileContent {
  const lines = decodeText(file)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(readLine)
  const isNumbered = lines.some(({ is }) => is === 'number')
  const reader = new PaperReader(isNumbered)
  for (const [index, line] of lines.entries()) reader.take(line, index + 1)
  const questions = reader.finish()
  if (questions.every(({ key, options }) => key === '' && options.length === 0))
    throw new UnreadableFile('malformed', nothingFound)
  return { questions, rejected: [] }
}

const nothingFound =
  '没有找到题目：每题以题号开头（1．），选项之后写“答案：”。 · No question was found: begin each one with its number (1．), and say its key (答案：) under its options.'

/** A question while its lines come: which part of it the next line of plain text goes on with. */
type Open = { said: FileQuestion; part: 'stem' | 'options' | keyof FileQuestion; number: number }

class PaperReader {
  readonly #done: FileQuestion[] = []
  readonly #isNumbered: boolean
  #open: Open | null = null
  #section = ''
  /** The case that the next questions ask about; `isOpen` while its text goes on. */
  #material = { text: '', isOpen: false }
  #lastNumber = 0
  #wasEmpty = true

  constructor(isNumbered: boolean) {
    this.#isNumbered = isNumbered
  }

  take(line: TextLine, row: number): void {
    if (line.is === 'section') this.#startSection(line.kind)
    else if (line.is === 'case') this.#startCase(line.text)
    else if (line.is === 'number') this.#takeNumber(line, row)
    else if (line.is === 'fields') this.#takeFields(line.fields)
    else if (line.is === 'text') this.#takeText(line.text, row)
    this.#wasEmpty = line.is === 'empty'
  }

  finish(): FileQuestion[] {
    this.#close()
    return this.#done
  }

  #startSection(kind: string): void {
    this.#close()
    this.#section = kind
    this.#material = { text: '', isOpen: false }
    this.#lastNumber = 0
  }

  #startCase(text: string): void {
    this.#close()
    this.#material = { text, isOpen: true }
  }

  /** Numbers rise; one that does not is a list inside a question, unless a new section or case began. */
  #takeNumber({ number, text, lead }: TextLine & { is: 'number' }, row: number): void {
    const isList = this.#open !== null && number <= this.#lastNumber
    if (isList) return this.#continue(`${number}. ${text}`)
    this.#start(row, number, `${text}${lead}`)
  }

  #start(row: number, number: number, text: string): void {
    this.#close()
    this.#material.isOpen = false
    this.#lastNumber = number
    const said = {
      ...emptyFileQuestion,
      row,
      kind: this.#section,
      material: this.#material.text,
      options: [],
    }
    this.#open = { said, part: 'stem', number }
    this.#continue(text)
  }

  #takeFields(fields: (TextLine & { is: 'fields' })['fields']): void {
    if (!this.#open) return
    for (const { field, text } of fields) {
      this.#open.said[field] = joined(this.#open.said[field], text)
      this.#open.part = field
    }
  }

  #takeText(text: string, row: number): void {
    if (this.#material.isOpen) this.#material.text = joined(this.#material.text, text)
    else if (!this.#isNumbered && this.#startsUnnumbered()) this.#start(row, this.#lastNumber + 1, text)
    else this.#continue(text)
  }

  /** Without numbers a question begins after an empty line, once the one before it has its key. */
  #startsUnnumbered(): boolean {
    if (!this.#open) return true
    return this.#wasEmpty && this.#open.said.key !== ''
  }

  #continue(text: string): void {
    if (!this.#open) return
    const { said, part } = this.#open
    const split = part === 'stem' || part === 'options' ? splitOptions(text, said.options.length) : null
    if (split && (part === 'options' || split.before === '' || split.options.length >= 3)) {
      this.#addText(split.before)
      said.options.push(...split.options)
      this.#open.part = 'options'
    } else this.#addText(text)
  }

  #addText(text: string): void {
    if (!this.#open || text === '') return
    const { said, part } = this.#open
    const last = said.options.length - 1
    if (part === 'options') said.options[last] = joined(said.options[last] ?? '', text)
    else if (part !== 'row') said[part as 'stem'] = joined(said[part as 'stem'], text) // Safe: every other part is text.
  }

  #close(): void {
    if (!this.#open) return
    this.#done.push(finished(this.#open.said))
    if (this.#done.length > fileLimits.questions)
      throw new UnreadableFile('too-many-questions', tooManyQuestions)
    this.#open = null
  }
}

/** A key that stands in the stem's brackets is taken out of it; a key that stands twice must be the same. */
function finished(said: FileQuestion): FileQuestion {
  const isChoice = said.options.length > 0
  const taken = takeStemKey(said.stem, isChoice)
  if (!taken) return said
  if (said.key === '') return { ...said, ...taken }
  if (!isChoice && truthOf(said.key) === truthOf(taken.key)) return { ...said, stem: taken.stem }
  if (isChoice && lettersIn(said.key) === lettersIn(taken.key)) return { ...said, stem: taken.stem }
  return isChoice && /^[A-H]+$/.test(lettersIn(said.key))
    ? { ...said, key: `${said.key} / ${taken.key}?` }
    : said
}

const lettersIn = (key: string) =>
  [
    ...key
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z]/g, ''),
  ]
    .sort()
    .join('')

const joined = (before: string, text: string) =>
  before === '' ? text : text === '' ? before : `${before}\n${text}`
