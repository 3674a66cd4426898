import { type ChoiceAnswer, choiceFields, explanationWith } from './choice-answers.ts'
import { emptyFileQuestion, type FileQuestion, type RejectedRow } from './file-question.ts'
import { rejectItem } from './item-fault.ts'
import { changedClass, lawOfCategory, materialClass, readMoodleText } from './moodle-text.ts'
import { readTags } from './question-tags.ts'
import type { ReadText } from './text-builder.ts'
import { kindWords, truthWords } from './words.ts'
import { elementAt, elementsIn, textAt, textOf, type XmlElement } from './xml.ts'

/** The kinds of Moodle that are ours; `multichoiceset` is the all-or-nothing plug-in. */
const readable = new Set(['multichoice', 'multichoiceset', 'truefalse'])

/** An answer of a Moodle question, read. */
type Answer = { text: string; feedback: string; fraction: number }

/** @param place The question's number, and the category it stands in: `$course$/top/行政处罚法`. */
export function readMoodleQuestion(
  question: XmlElement,
  place: { row: number; category: string },
): FileQuestion | RejectedRow {
  const fault = faultIn(question, place.row)
  if (fault) return fault
  const { stem, feedback, answers, lost } = readTexts(question)
  if (lost !== null) return rejectItem(place.row, 'content-lost', lost)

  const tags = readTags(
    elementsIn(elementAt(question, 'tags'), 'tag').map((tag) => textAt(tag, 'text') || textOf(tag)),
  )
  const isTruth = question.attributes.get('type') === 'truefalse'
  const choice = isTruth ? truthFields(answers) : fieldsOf(question, answers)
  return {
    ...emptyFileQuestion,
    ...tags,
    ...choice,
    ...ownFields(question),
    row: place.row,
    stem: stem.text,
    material: stem.blocks.get(materialClass) ?? '',
    pinned: tags.pinned || choice.pinned,
    explanation: explanationWith(feedback.text, isTruth ? truthNamed(answers) : answers),
    changed: feedback.blocks.get(changedClass) ?? '',
    law: tags.law || lawOfCategory(place.category, feedback.text),
  }
}

function faultIn(question: XmlElement, row: number): RejectedRow | null {
  const type = question.attributes.get('type') ?? ''
  if (!readable.has(type)) return rejectItem(row, 'unsupported-kind', type || 'no type')
  return elementAt(question, 'questiontext')
    ? null
    : rejectItem(row, 'item-unreadable', '没有题干 <questiontext> · it has no <questiontext>')
}

/** The texts of a question, and what stands in one of them that plain text cannot keep. */
function readTexts(question: XmlElement) {
  const stem = readText(elementAt(question, 'questiontext'))
  const feedback = readText(elementAt(question, 'generalfeedback'))
  const read = elementsIn(question, 'answer').map((answer) => ({
    fraction: Number(answer.attributes.get('fraction') ?? 0),
    text: readText(answer),
    feedback: readText(elementAt(answer, 'feedback')),
  }))
  const all = [stem, feedback, ...read.flatMap((answer) => [answer.text, answer.feedback])]
  // The picture beside the text, as Moodle 1 had it.
  const old = textAt(question, 'image') === '' ? null : 'a picture'
  return {
    stem,
    feedback,
    answers: read.map((answer): Answer => ({
      fraction: answer.fraction,
      text: answer.text.text,
      feedback: answer.feedback.text,
    })),
    lost: all.find((text) => text.lost !== null)?.lost ?? old,
  }
}

const ownFields = (question: XmlElement) => ({
  code: textAt(question, 'idnumber'),
  points: pointsIn(question),
  note: textAt(question, 'authornote', 'text'),
  difficultyReason: textAt(question, 'difficultyreason', 'text'),
})

function fieldsOf(question: XmlElement, answers: readonly Answer[]) {
  const isMultiple = question.attributes.get('type') === 'multichoiceset' || isNo(textAt(question, 'single'))
  // With one answer only, a part of the mark is for what is nearly right.
  const least = isMultiple ? Number.MIN_VALUE : 100
  // A file that says "do not shuffle" wants every option where it is; one that says nothing does not mind.
  const isFixed = isNo(textAt(question, 'shuffleanswers'))
  const choices = answers.map(({ text, fraction }): ChoiceAnswer => ({
    text,
    isRight: fraction >= least,
    isFixed,
  }))
  return choiceFields(choices, isMultiple)
}

const isNo = (text: string) => /^(0|false|no)$/i.test(text)

/** Old exports name the two answers in the language of the site; then the first is "true". */
function truthFields(answers: readonly Answer[]) {
  const [right, wrong] = truthNamed(answers).map(({ fraction }) => fraction > 0)
  const key = right === wrong ? '' : right ? truthWords.T : truthWords.F
  return { kind: kindWords['true-false'], options: [], key, pinned: '' }
}

/** The answers "true" and "false", in this order. */
function truthNamed(answers: readonly Answer[]): (Answer & { name: string })[] {
  const isNamed = answers.some(({ text }) => /^(true|false)$/i.test(text))
  const find = (word: string, index: number) =>
    isNamed ? answers.find(({ text }) => text.toLowerCase() === word) : answers[index]
  const none: Answer = { text: '', feedback: '', fraction: 0 }
  return [
    { ...(find('true', 0) ?? none), name: truthWords.T },
    { ...(find('false', 1) ?? none), name: truthWords.F },
  ]
}

function readText(element: XmlElement | undefined): ReadText {
  return readMoodleText(textOf(elementAt(element, 'text')), element?.attributes.get('format') ?? 'html')
}

/** `1.0000000` is 1 point. */
function pointsIn(question: XmlElement): string {
  const points = Number(textAt(question, 'defaultgrade') || Number.NaN)
  return Number.isFinite(points) ? String(points) : ''
}
