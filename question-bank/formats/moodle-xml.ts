import { shareOf } from './choice-answers.ts'
import { decodeText } from './decode-text.ts'
import { type ExportedQuestion, fileQuestionOf } from './exported-question.ts'
import { type FileContent, type FileQuestion, type RejectedRow, UnreadableFile } from './file-question.ts'
import { contentOfItems } from './item-fault.ts'
import { explanationHtml, stemHtml } from './moodle-text.ts'
import { tagsOf } from './question-tags.ts'
import { readMoodleQuestion } from './read-moodle-question.ts'
import { textToHtml } from './html-text.ts'
import { cdata, escapeXml, parseInParts, textAt, type XmlElement } from './xml.ts'
import { truthWords } from './words.ts'

/**
 * Reads a question bank that Moodle exported as Moodle XML, or that was written to that form. Rows are the numbers of
 * the questions, from 1; categories are not counted.
 *
 * @throws {UnreadableFile} As of `decodeText` and `parseInParts`; `unsupported` for XML that is no Moodle quiz.
 * @see docs/formats.md
 */
export function readMoodleXml(file: Uint8Array): FileContent {
  const { root, parts } = parseInParts(decodeText(file))
  if (root.name !== 'quiz')
    throw new UnreadableFile(
      'unsupported',
      `根元素是 <${root.name}>，不是 Moodle XML 的 <quiz>。 · The root element is <${root.name}>, not <quiz> of Moodle XML.`,
    )
  return contentOfItems(itemsIn(parts))
}

function* itemsIn(parts: Iterable<XmlElement>): Generator<FileQuestion | RejectedRow> {
  let category = ''
  let row = 0
  for (const part of parts) {
    if (part.name !== 'question') continue
    if (part.attributes.get('type') === 'category') category = textAt(part, 'category', 'text')
    else yield readMoodleQuestion(part, { row: (row += 1), category })
  }
}

/** Writes questions as Moodle exports them: `question/format/xml/format.php`, Moodle 3.6 and later. */
export function writeMoodleXml(questions: readonly ExportedQuestion[]): Uint8Array {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
  let law = ''
  for (const question of questions) {
    if (question.lawShort !== law) parts.push(categoryXml((law = question.lawShort)))
    parts.push(questionXml(question))
  }
  parts.push('</quiz>\n')
  return new TextEncoder().encode(parts.join(''))
}

// A slash in a category's name is written twice: one alone goes a level down.
const categoryXml = (law: string) => `<question type="category">
  <category><text>$course$/top/${escapeXml(law.replaceAll('/', '//'))}</text></category>
  <info format="html"><text></text></info>
  <idnumber></idnumber>
</question>
`

function questionXml(question: ExportedQuestion): string {
  const said = fileQuestionOf(question)
  const isTruth = question.kind === 'true-false'
  const tags = tagsOf(said).map((tag) => `<tag><text>${escapeXml(tag)}</text></tag>`)
  return `<question type="${isTruth ? 'truefalse' : 'multichoice'}">
  <name><text>${escapeXml(nameOf(said))}</text></name>
  <questiontext format="html"><text>${cdata(stemHtml(said.stem, said.material))}</text></questiontext>
  <generalfeedback format="html"><text>${cdata(explanationHtml(said.explanation, said.changed))}</text></generalfeedback>
  <defaultgrade>1.0000000</defaultgrade>
  <penalty>${isTruth ? '1.0000000' : '0.3333333'}</penalty>
  <hidden>0</hidden>
  <idnumber>${escapeXml(said.code)}</idnumber>
${isTruth ? truthXml(said) : choiceXml(question, said)}${ownXml(said)}  <tags>${tags.join('')}</tags>
</question>
`
}

/** What a list of questions in Moodle shows: the code, and what it is about. */
const nameOf = ({ code, topic }: FileQuestion) => [code, topic].filter((part) => part !== '').join(' ')

function truthXml({ key }: FileQuestion): string {
  const isTrue = key === truthWords.T
  return (
    answerXml('true', isTrue ? '100' : '0', 'moodle_auto_format') +
    answerXml('false', isTrue ? '0' : '100', 'moodle_auto_format')
  )
}

function choiceXml({ kind, options, key }: ExportedQuestion, said: FileQuestion): string {
  const isSingle = kind === 'single'
  // Several right answers share the mark equally, and one wrong answer takes it all away.
  const right = isSingle ? '100' : shareOf(key.length)
  const wrong = isSingle ? '0' : '-100'
  const answers = said.options.map((text, index) =>
    answerXml(cdata(textToHtml(text)), key.includes(options[index]?.id ?? '') ? right : wrong, 'html'),
  )
  return `  <single>${isSingle}</single>
  <shuffleanswers>${said.pinned === ''}</shuffleanswers>
  <answernumbering>ABCD</answernumbering>
  <showstandardinstruction>0</showstandardinstruction>
  <correctfeedback format="html"><text></text></correctfeedback>
  <partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
  <incorrectfeedback format="html"><text></text></incorrectfeedback>
${answers.join('')}`
}

const answerXml = (text: string, fraction: string, format: string) =>
  `  <answer fraction="${fraction}" format="${format}"><text>${text}</text><feedback format="html"><text></text></feedback></answer>\n`

/** What only its author and reviewer may read: Moodle has no place for it and skips elements it does not know. */
const ownXml = ({ note, difficultyReason }: FileQuestion) =>
  [
    ['authornote', note],
    ['difficultyreason', difficultyReason],
  ]
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `  <${name}><text>${cdata(text ?? '')}</text></${name}>\n`)
    .join('')
