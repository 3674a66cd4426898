import { shareOf } from './choice-answers.ts'
import { decodeText } from './decode-text.ts'
import { type ExportedQuestion, fileQuestionOf } from './exported-question.ts'
import type { FileContent, FileQuestion, RejectedRow } from './file-question.ts'
import { escapeComment, escapeGift } from './gift-escapes.ts'
import { textToHtml } from './html-text.ts'
import { contentOfItems } from './item-fault.ts'
import { explanationHtml, stemHtml } from './moodle-text.ts'
import { tagsOf } from './question-tags.ts'
import { type GiftBlock, noteMark, readGiftBlock, reasonMark } from './read-gift-block.ts'
import { truthWords } from './words.ts'

/**
 * Reads GIFT, Moodle's text format: by hand or by Moodle, with comments, categories, `::titles::`, `[formats]`,
 * feedback and weights. A row is the line on which the question begins.
 *
 * @throws {UnreadableFile} As of `decodeText`.
 * @see docs/formats.md
 */
export const readGift = (file: Uint8Array): FileContent => contentOfItems(itemsIn(decodeText(file)))

function* itemsIn(text: string): Generator<FileQuestion | RejectedRow> {
  let category = ''
  for (const block of blocksIn(text)) {
    if (block.category !== null) category = block.category
    if (block.text !== '') yield readGiftBlock(block, category)
  }
}

/** Questions stand apart by empty lines; a comment belongs to the question that follows it without one. */
function* blocksIn(text: string): Generator<GiftBlock> {
  let lines: { line: string; row: number }[] = []
  let row = 0
  for (const line of linesIn(text)) {
    row += 1
    if (line.trim() !== '') lines.push({ line, row })
    else if (lines.length > 0) {
      yield blockOf(lines)
      lines = []
    }
  }
  if (lines.length > 0) yield blockOf(lines)
}

/** One by one: a large file of nothing but line ends is not in memory as lines. */
function* linesIn(text: string): Generator<string> {
  let from = 0
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    yield text.slice(from, index)
    from = index + end.length
  }
  yield text.slice(from)
}

function blockOf(lines: readonly { line: string; row: number }[]): GiftBlock {
  const isComment = ({ line }: { line: string }) => line.trimStart().startsWith('//')
  const said = lines.filter((line) => !isComment(line))
  const category = categoryIn(said[0]?.line ?? '')
  const rest = category === null ? said : said.slice(1)
  const [first = lines[0]] = rest
  return {
    row: first?.row ?? 1,
    comments: lines.filter(isComment).map(({ line }) => line),
    category,
    text: rest
      .map(({ line }) => line)
      .join('\n')
      .trim(),
  }
}

const categoryIn = (line: string) => /^\s*\$CATEGORY:(.*)$/.exec(line)?.[1]?.trim() ?? null

/** Writes questions as Moodle exports them to GIFT: texts as HTML, the code and the tags in a comment. */
export function writeGift(questions: readonly ExportedQuestion[]): Uint8Array {
  const parts: string[] = []
  let law = ''
  for (const [index, question] of questions.entries()) {
    if (question.lawShort !== law) {
      law = question.lawShort
      parts.push(`$CATEGORY: $course$/top/${escapeGift(law.replaceAll('/', '//'))}\n\n`)
    }
    parts.push(questionGift(question, index + 1))
  }
  return new TextEncoder().encode(parts.join(''))
}

function questionGift(question: ExportedQuestion, number: number): string {
  const said = fileQuestionOf(question)
  const comments = [
    [mark('id', said.code), ...tagsOf(said).map((tag) => mark('tag', tag))].join(' '),
    ...linesOf(said.note).map((line) => mark(noteMark, line)),
    ...linesOf(said.difficultyReason).map((line) => mark(reasonMark, line)),
  ].map((line) => `// ${line}\n`)
  const feedback = escapeGift(explanationHtml(said.explanation, said.changed))
  return [
    `// question: ${number}  name: ${escapeComment(said.code)}\n`,
    ...comments,
    `::${escapeGift(said.code)}::[html]${escapeGift(stemHtml(said.stem, said.material))}{`,
    answersGift(question, said),
    feedback === '' ? '' : `####${feedback}`,
    '}\n\n',
  ].join('')
}

const mark = (name: string, text: string) => `[${name}:${escapeComment(text)}]`

/** A comment is one line: a text of several has a mark for each. */
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

function answersGift({ kind, options, key }: ExportedQuestion, said: FileQuestion): string {
  if (kind === 'true-false') return said.key === truthWords.T ? 'TRUE' : 'FALSE'
  // Several right answers share the mark equally, and one wrong answer takes it all away.
  const [right, wrong] = kind === 'single' ? ['=', '~'] : [`~%${shareOf(key.length)}%`, '~%-100%']
  const answers = said.options.map((text, index) => {
    const isRight = key.includes(options[index]?.id ?? '')
    return `\n\t${isRight ? right : wrong}${answerGift(text)}`
  })
  return `${answers.join('')}\n\t`
}

/** An answer that begins like a weight or a format would be read as one. */
const answerGift = (text: string) =>
  escapeGift(textToHtml(text).replace(/^[[%]/, (sign) => (sign === '[' ? '&#91;' : '&#37;')))
