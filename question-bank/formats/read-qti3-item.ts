import { type ChoiceAnswer, choiceFields } from './choice-answers.ts'
import { emptyFileQuestion, type FileQuestion, type RejectedRow } from './file-question.ts'
import { rejectItem } from './item-fault.ts'
import { changedClass } from './moodle-text.ts'
import type { PackageItem } from './read-qti3-manifest.ts'
import { resolvePath } from './read-qti3-manifest.ts'
import { newTextBuilder, type ReadText } from './text-builder.ts'
import { elementAt, elementsBelow, elementsIn, textOf, type XmlElement } from './xml.ts'

/** The material of a case, and its code. */
export type Stimulus = { code: string; read: ReadText }

export function readQti3Stimulus(stimulus: XmlElement, code: string): Stimulus {
  return {
    code: code || (stimulus.attributes.get('identifier') ?? ''),
    read: readContent(elementAt(stimulus, 'qti-stimulus-body')),
  }
}

/**
 * @param item Its number, its path and what the manifest says of it.
 * @param readStimulus The stimulus at a path of the package; null when it is not there.
 */
export function readQti3Item(
  item: XmlElement,
  { row, path, metadata }: PackageItem & { row: number },
  readStimulus: (path: string) => Stimulus | null,
): FileQuestion | RejectedRow {
  const interaction = interactionOf(item)
  if (typeof interaction === 'string') return rejectItem(row, 'unsupported-kind', interaction)
  const stimuli: Stimulus[] = []
  for (const reference of elementsIn(item, 'qti-assessment-stimulus-ref')) {
    const stimulusPath = resolvePath(path, reference.attributes.get('href') ?? '')
    const stimulus = readStimulus(stimulusPath)
    if (!stimulus) return rejectItem(row, 'file-missing', stimulusPath)
    stimuli.push(stimulus)
  }
  const stem = readContent(elementAt(item, 'qti-item-body'), (name) => name === 'qti-simple-choice')
  const choices = elementsIn(interaction, 'qti-simple-choice').map((choice) => ({
    choice,
    read: readContent(choice),
  }))
  const feedback = feedbackOf(item)
  const texts = [stem, ...choices.map(({ read }) => read), ...feedback, ...stimuli.map(({ read }) => read)]
  const lost = texts.find((text) => text.lost !== null)?.lost
  if (lost) return rejectItem(row, 'content-lost', lost)
  return {
    ...emptyFileQuestion,
    ...metadata,
    ...fieldsOf(item, interaction, choices),
    row,
    code: metadata.code || codeOf(item),
    stem: stem.text,
    explanation: joined(feedback.map(({ text }) => text)),
    changed: joined(feedback.map(({ blocks }) => blocks.get(changedClass) ?? '')),
    points: pointsIn(item),
    caseCode: stimuli[0]?.code ?? '',
    material: joined(stimuli.map(({ read }) => read.text)),
  }
}

const joined = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').join('\n')

/** The only interaction of the item; the name of what it is where it is not a choice of ours. */
function interactionOf(item: XmlElement): XmlElement | string {
  if (item.name !== 'qti-assessment-item') return item.name
  if (elementsIn(item, 'qti-template-declaration').length > 0) return 'qti-template-declaration'
  if (item.attributes.get('adaptive') === 'true') return 'adaptive'
  const found = interactionsBelow(elementAt(item, 'qti-item-body'))
  const [only] = found
  if (!only) return 'no interaction'
  if (found.length > 1)
    return found
      .map(({ name }) => name)
      .join(' + ')
      .slice(0, 200)
  const cardinality = responseOf(item, only)?.attributes.get('cardinality')
  if (only.name !== 'qti-choice-interaction') return only.name
  return cardinality === 'ordered' ? 'qti-choice-interaction, ordered' : only
}

const interactionsBelow = (element: XmlElement | undefined): XmlElement[] =>
  elementsIn(element).flatMap((child) =>
    child.name.endsWith('-interaction') ? [child] : interactionsBelow(child),
  )

const responseOf = (item: XmlElement, interaction: XmlElement) =>
  elementsIn(item, 'qti-response-declaration').find(
    (one) => one.attributes.get('identifier') === interaction.attributes.get('response-identifier'),
  )

type ReadChoice = { choice: XmlElement; read: ReadText }

function fieldsOf(item: XmlElement, interaction: XmlElement, choices: readonly ReadChoice[]) {
  const response = responseOf(item, interaction)
  const right = rightIn(response)
  // An item that says "do not shuffle" wants every option where it is; one that says nothing does not mind.
  const isInOrder = interaction.attributes.get('shuffle') === 'false'
  const answers = choices.map(({ choice, read }): ChoiceAnswer => ({
    text: read.text,
    isRight: right.has(choice.attributes.get('identifier') ?? ''),
    isFixed: isInOrder || choice.attributes.get('fixed') === 'true',
  }))
  return choiceFields(answers, response?.attributes.get('cardinality') === 'multiple')
}

/** The correct response, or, where only points are declared for each choice, those that earn some. */
function rightIn(response: XmlElement | undefined): Set<string> {
  const correct = elementsIn(elementAt(response, 'qti-correct-response'), 'qti-value').map((value) =>
    textOf(value).trim(),
  )
  if (correct.length > 0) return new Set(correct)
  const mapped = elementsIn(elementAt(response, 'qti-mapping'), 'qti-map-entry')
  return new Set(
    mapped
      .filter((entry) => Number(entry.attributes.get('mapped-value')) > 0)
      .map((entry) => entry.attributes.get('map-key') ?? ''),
  )
}

/** What is said after the answer: modal feedback, and blocks and lines of feedback inside the body. */
const feedbackOf = (item: XmlElement): ReadText[] =>
  [
    ...elementsIn(item, 'qti-modal-feedback'),
    ...['qti-feedback-block', 'qti-feedback-inline'].flatMap((name) =>
      elementsBelow(elementAt(item, 'qti-item-body'), name),
    ),
  ].map((element) => readContent(element))

const hidden = new Set([
  'qti-feedback-block',
  'qti-feedback-inline',
  'qti-rubric-block',
  'qti-stylesheet',
  'qti-catalog-info',
])

/** @param isOther Elements inside it that are not part of this text. */
function readContent(
  element: XmlElement | undefined,
  isOther: (name: string) => boolean = () => false,
): ReadText {
  const builder = newTextBuilder([changedClass])
  const walk = (child: XmlElement | string) => {
    if (typeof child === 'string') return builder.text(child)
    if (hidden.has(child.name) || isOther(child.name)) return
    builder.open(child.name, child.attributes)
    child.children.forEach(walk)
    builder.close(child.name)
  }
  element?.children.forEach(walk)
  return builder.finish()
}

/** An identifier is the item's code, unless it is a mere number in this package: `item-12`. */
function codeOf(item: XmlElement): string {
  const identifier = item.attributes.get('identifier') ?? ''
  return /^(assessment-?)?(item|question|choice|quiz|i|q)?[-_.]?\d*$/i.test(identifier) ? '' : identifier
}

function pointsIn(item: XmlElement): string {
  const score = elementsIn(item, 'qti-outcome-declaration').find(
    (one) => one.attributes.get('identifier') === 'SCORE',
  )
  const maximum = Number(score?.attributes.get('normal-maximum') ?? Number.NaN)
  return Number.isFinite(maximum) ? String(maximum) : ''
}
