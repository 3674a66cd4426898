import { parseArticle } from '#question-bank/article.ts'
import { audiences, type Difficulty, type Kind, letter, type Question } from '#question-bank/question.ts'

/** A question as its author fills in the form: options line by line, the key as letters. */
export type WrittenContent = {
  kind: Kind
  lawId: string
  lawVersion: string
  article: string
  topic: string
  difficulty: Difficulty
  audience: string[]
  stem: string
  options: string[]
  key: string
  explanation: string
}

export type ContentField =
  'law' | 'article' | 'topic' | 'audience' | 'stem' | 'options' | 'key' | 'explanation'
export type ContentFault =
  | 'unknown-law'
  | 'no-article'
  | 'beyond-last-article'
  | 'length'
  | 'none-chosen'
  | 'option-count'
  | 'option-twice'
  | 'key-true-false'
  | 'key-one'
  | 'key-several'
  | 'key-beyond'
export type ContentFaults = Partial<Record<ContentField, ContentFault>>

/** Least and most signs (or options). The same as the bank's files allow. */
const contentLimits = {
  topic: [1, 30],
  stem: [6, 2000],
  explanation: [10, 2000],
  option: [1, 500],
  options: [3, 8],
} as const

/**
 * Every rule that a machine can check of one question.
 *
 * @param law The cited version; null when there is no such law or version.
 * @returns At most one fault per field; an empty object when nothing was found.
 */
export function judgeContent(content: WrittenContent, law: { articleCount: number } | null): ContentFaults {
  const faults: [ContentField, ContentFault | null][] = [
    ['law', law ? null : 'unknown-law'],
    ['article', articleFault(content.article, law)],
    ['topic', within(content.topic, contentLimits.topic)],
    ['audience', audienceFault(content.audience)],
    ['stem', within(content.stem, contentLimits.stem)],
    ['options', optionsFault(content)],
    ['key', keyFault(content)],
    ['explanation', within(content.explanation, contentLimits.explanation)],
  ]
  return Object.fromEntries(faults.filter(([, fault]) => fault !== null))
}

/** What the form does not ask: kept from the version before. */
export type Kept = Pick<
  Question,
  'trades' | 'difficultyReason' | 'note' | 'changed' | 'caseCode' | 'material'
>

/** What a new question has of it. */
const nothingKept: Kept = {
  trades: [],
  difficultyReason: '',
  note: '',
  changed: null,
  caseCode: null,
  material: null,
}

/** The question that faultless content is, in the form the bank keeps. */
export function contentOf(written: WrittenContent, kept: Kept = nothingKept): Omit<Question, 'code'> {
  const { trades, difficultyReason, note, changed, caseCode, material } = kept
  const { key, options, ...content } = written
  return {
    ...content,
    ...{ trades, difficultyReason, note, changed, caseCode, material },
    options:
      written.kind === 'true-false'
        ? [
            { id: 'T', text: '正确' },
            { id: 'F', text: '错误' },
          ]
        : options.map((text, index) => ({ id: letter(index), text })),
    key: [...key].sort(),
  }
}

type Range = readonly [least: number, most: number]

const isWithin = (text: string, [least, most]: Range) => text.length >= least && text.length <= most
const within = (text: string, range: Range) => (isWithin(text, range) ? null : 'length')

function articleFault(label: string, law: { articleCount: number } | null): ContentFault | null {
  const article = parseArticle(label)
  if (!article) return 'no-article'
  return law && article.number > law.articleCount ? 'beyond-last-article' : null
}

function audienceFault(chosen: readonly string[]): ContentFault | null {
  const known = chosen.every((one) => audiences.some((audience) => audience === one))
  return known && chosen.length > 0 ? null : 'none-chosen'
}

function optionsFault({ kind, options }: WrittenContent): ContentFault | null {
  if (kind === 'true-false') return null
  const [least, most] = contentLimits.options
  if (options.length < least || options.length > most) return 'option-count'
  if (!options.every((option) => isWithin(option, contentLimits.option))) return 'length'
  return new Set(options.map(plain)).size < options.length ? 'option-twice' : null
}

function keyFault({ kind, key, options }: WrittenContent): ContentFault | null {
  if (kind === 'true-false') return key === 'T' || key === 'F' ? null : 'key-true-false'
  const letters = new Set(key)
  const last = letter(options.length - 1)
  if (![...letters].every((one) => one >= 'A' && one <= last)) return 'key-beyond'
  if (kind === 'single') return key.length === 1 ? null : 'key-one'
  return letters.size >= 2 && letters.size === key.length ? null : 'key-several'
}

/** Without spaces and punctuation: two options that differ in nothing else are the same. */
const plain = (text: string) => text.replace(/[\s\p{P}]/gu, '')
