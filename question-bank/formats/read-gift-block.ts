import { choiceFields, explanationWith } from './choice-answers.ts'
import { emptyFileQuestion, type FileQuestion, type RejectedRow } from './file-question.ts'
import { findControl, marksIn, unescapeGift } from './gift-escapes.ts'
import { rejectItem } from './item-fault.ts'
import { changedClass, lawOfCategory, materialClass, readMoodleText } from './moodle-text.ts'
import { readTags } from './question-tags.ts'
import type { ReadText } from './text-builder.ts'
import { kindWords, truthWords } from './words.ts'

/** What stands between two empty lines: the comments, and the text without them. */
export type GiftBlock = { row: number; comments: string[]; category: string | null; text: string }

/** Our own marks beside Moodle's `id` and `tag`, which Moodle passes over. */
export const noteMark = '备注'
export const reasonMark = '难度理由'

/** @param category The category that the question stands in: `$course$/top/行政处罚法`. */
export function readGiftBlock(block: GiftBlock, category: string): FileQuestion | RejectedRow {
  const { row } = block
  const parts = partsOf(block.text)
  if (typeof parts === 'string') return rejectItem(row, 'item-unreadable', parts)
  const kind = kindOf(parts.answers)
  if (kind !== 'choice' && kind !== 'truth') return rejectItem(row, 'unsupported-kind', kind)
  const read = readParts(parts, kind)
  if (read.lost !== null) return rejectItem(row, 'content-lost', read.lost)
  const { tags, ...said } = saidInComments(block, parts.title)
  const { question } = read
  return {
    ...emptyFileQuestion,
    ...tags,
    ...question,
    ...said,
    row,
    pinned: tags.pinned,
    law: tags.law || lawOfCategory(category, question.explanation),
  }
}

function readParts(parts: Parts, kind: 'choice' | 'truth') {
  const format = formatOf(parts.stem) ?? 'moodle'
  const [asked, general] = splitFeedback(parts.answers ?? '')
  const stem = readText(parts.stem, format)
  const feedback = readText(general, format)
  const answers = kind === 'truth' ? truthAnswers(asked, format) : choiceAnswers(asked, format)
  return {
    lost:
      [stem, feedback, ...answers.map(({ read }) => read)].find((text) => text.lost !== null)?.lost ?? null,
    question: {
      ...(kind === 'truth' ? truthFields(asked) : fieldsOf(answers, asked)),
      stem: stem.text,
      material: stem.blocks.get(materialClass) ?? '',
      explanation: explanationWith(feedback.text, answers),
      changed: feedback.blocks.get(changedClass) ?? '',
    },
  }
}

type Parts = { title: string; stem: string; answers: string | null }

/** @returns What is wrong with it, in words, where it cannot be told apart. */
function partsOf(block: string): Parts | string {
  const titleEnd = block.startsWith('::') ? findTitleEnd(block) : -1
  const title = titleEnd === -1 ? '' : unescapeGift(block.slice(2, titleEnd)).trim()
  const text = titleEnd === -1 ? block : block.slice(titleEnd + 2)
  const open = findControl(text, '{}')
  if (open === -1) return { title, stem: text, answers: null }
  if (text[open] === '}')
    return '“{”之前有“}”；符号本身请写作“\\}” · there is a "}" before any "{"; write "\\}" for the sign itself'
  const close = findControl(text, '{}', open + 1)
  if (close === -1)
    return '“{”没有关闭；空行会结束一道题，符号本身请写作“\\{” · the "{" is not closed; an empty line ends a question, "\\{" is the sign itself'
  if (text[close] === '{')
    return '第一个“{”关闭之前又有“{”；符号本身请写作“\\{” · there is a second "{" before the first is closed; write "\\{" for the sign itself'
  const before = text.slice(0, open)
  const after = text.slice(close + 1).trim()
  if (findControl(after, '{}') !== -1)
    return '一道题有两处花括号答案 · it has more than one answer part in braces'
  return {
    title,
    stem: after === '' ? before : `${before}_____${after}`,
    answers: text.slice(open + 1, close).trim(),
  }
}

function findTitleEnd(block: string): number {
  let at = findControl(block, ':', 2)
  while (at !== -1 && block[at + 1] !== ':') at = findControl(block, ':', at + 1)
  return at
}

/** The kinds of GIFT, told apart as Moodle does. */
function kindOf(answers: string | null): string {
  if (answers === null) return 'description'
  const [asked] = splitFeedback(answers)
  if (asked === '') return 'essay'
  if (asked.startsWith('#')) return 'numerical'
  if (findControl(asked, '~') !== -1) return 'choice'
  if (findControl(asked, '=') !== -1 && asked.includes('->')) return 'matching'
  return /^(t|true|f|false)$/i.test(firstPart(asked)) ? 'truth' : 'shortanswer'
}

/** The answers, and what is said to everybody behind the last `####`. */
function splitFeedback(answers: string): [asked: string, general: string] {
  const at = answers.lastIndexOf('####')
  const isFeedback = at !== -1 && answers[at - 1] !== '\\'
  return isFeedback ? [answers.slice(0, at).trim(), answers.slice(at + 4).trim()] : [answers, '']
}

type Answer = {
  read: ReadText
  text: string
  feedback: string
  name?: string
  weight: number
  isBest: boolean
}

function choiceAnswers(asked: string, format: string): Answer[] {
  return partsAt(asked, '=~').map(({ sign, text }) => {
    const weight = /^%(-?\d{1,3}(?:\.\d{0,9})?)%/.exec(text)
    const bare = weight ? text.slice(weight[0].length) : text
    const [answer = '', ...feedback] = partsAt(`#${bare}`, '#').map((part) => part.text)
    const read = readText(answer, format)
    const said = readText(feedback.join('#'), format)
    return {
      read: { ...read, lost: read.lost ?? said.lost },
      text: read.text,
      feedback: said.text,
      weight: weight ? Number(weight[1]) : sign === '=' ? 100 : 0,
      isBest: sign === '=' && (!weight || Number(weight[1]) >= 100),
    }
  })
}

/** What stands behind each of the control signs. */
function partsAt(text: string, signs: string): { sign: string; text: string }[] {
  const parts: { sign: string; text: string }[] = []
  let at = findControl(text, signs)
  while (at !== -1) {
    const next = findControl(text, signs, at + 1)
    parts.push({ sign: text[at] ?? '', text: text.slice(at + 1, next === -1 ? undefined : next).trim() })
    at = next
  }
  return parts
}

/** One `=` makes it a single choice; weights alone, a multiple one, whose key is every answer with a positive one. */
function fieldsOf(answers: readonly Answer[], asked: string) {
  const isSingle = findControl(asked, '=') !== -1
  return choiceFields(
    answers.map(({ text, weight, isBest }) => ({ text, isRight: isSingle ? isBest : weight > 0 })),
    !isSingle,
  )
}

const firstPart = (asked: string) => {
  const end = findControl(asked, '#')
  return (end === -1 ? asked : asked.slice(0, end)).trim()
}

function truthFields(asked: string) {
  const key = /^t/i.test(firstPart(asked)) ? truthWords.T : truthWords.F
  return { kind: kindWords['true-false'], options: [], key }
}

/** What is said to the wrong answer and, behind a second `#`, to the right one. */
function truthAnswers(asked: string, format: string): Answer[] {
  const { key } = truthFields(asked)
  const other = key === truthWords.T ? truthWords.F : truthWords.T
  const said = partsAt(asked, '#').map(({ text }) => readText(text, format))
  return said.slice(0, 2).map((read, index) => ({
    read,
    text: '',
    feedback: read.text,
    name: index === 0 ? other : key,
    weight: 0,
    isBest: false,
  }))
}

function saidInComments({ comments }: GiftBlock, title: string) {
  const marks = marksIn(comments)
  const all = (name: string) => marks.flatMap(([one, text]) => (one === name ? [text] : []))
  return {
    tags: readTags(all('tag')),
    code: all('id')[0]?.trim() ?? codeInTitle(title),
    note: all(noteMark).join('\n'),
    difficultyReason: all(reasonMark).join('\n'),
  }
}

/** A title is a name, not a code, unless it looks like nothing else: `xzcf-012`. */
const codeInTitle = (title: string) => (/^\p{L}{2,}[-_.]\p{N}{3,}$/u.test(title) ? title : '')

const formatOf = (text: string) => /^\s*\[(html|moodle|plain|markdown)\]/.exec(text)?.[1]

function readText(text: string, format: string): ReadText {
  const own = formatOf(text)
  const bare = own === undefined ? text : text.slice(text.indexOf(']') + 1)
  return readMoodleText(unescapeGift(bare), own ?? format)
}
