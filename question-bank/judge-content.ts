import { parseArticle } from './article.ts'
import { audiences, type Difficulty, type Kind, letter, optionsOf, type Question } from './question.ts'
import { isTrade } from './trades.ts'

/**
 * A question as its author fills in the form, or as a file says it: options one by one, the key as letters. What may
 * be left out is an empty text.
 */
export type WrittenContent = {
  kind: Kind
  lawId: string
  lawVersion: string
  article: string
  topic: string
  difficulty: Difficulty
  /** What makes it as hard as it is said to be. */
  difficultyReason: string
  audience: string[]
  /** Keys of trades.ts; none for what everybody is asked. */
  trades: string[]
  stem: string
  options: string[]
  /** Letters of the options that stay in their place when options are shuffled ("以上都对"). */
  pinned: string
  key: string
  explanation: string
  /** What the author tells the reviewer. */
  note: string
  /** The older rule, where the answer differs from it. */
  changed: string
}

export type ContentField =
  | 'law'
  | 'article'
  | 'topic'
  | 'difficultyReason'
  | 'audience'
  | 'trades'
  | 'stem'
  | 'options'
  | 'pinned'
  | 'key'
  | 'explanation'
  | 'note'
  | 'changed'
export type ContentFault =
  | 'unknown-law'
  | 'no-article'
  | 'beyond-last-article'
  | 'length'
  | 'none-chosen'
  | 'unknown-trade'
  | 'option-count'
  | 'option-twice'
  | 'pinned-beyond'
  | 'key-true-false'
  | 'key-one'
  | 'key-several'
  | 'key-beyond'
export type ContentFaults = Partial<Record<ContentField, ContentFault>>

/** Least and most signs (or options). The same as the bank's files allow. */
export const contentLimits = {
  topic: [1, 30],
  stem: [6, 2000],
  explanation: [10, 2000],
  option: [1, 500],
  options: [3, 8],
  difficultyReason: [2, 300],
  note: [2, 1000],
  changed: [4, 1000],
  material: [20, 2000],
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
    ['difficultyReason', withinIfSaid(content.difficultyReason, contentLimits.difficultyReason)],
    ['audience', audienceFault(content.audience)],
    ['trades', content.trades.every(isTrade) ? null : 'unknown-trade'],
    ['stem', within(content.stem, contentLimits.stem)],
    ['options', optionsFault(content)],
    ['pinned', pinnedFault(content)],
    ['key', keyFault(content)],
    ['explanation', within(content.explanation, contentLimits.explanation)],
    ['note', withinIfSaid(content.note, contentLimits.note)],
    ['changed', withinIfSaid(content.changed, contentLimits.changed)],
  ]
  return Object.fromEntries(faults.filter(([, fault]) => fault !== null))
}

/** What is wrong with the material (案例材料) of a case; null when nothing is. */
export const judgeMaterial = (material: string): ContentFault | null =>
  within(material, contentLimits.material)

/** The case that a question belongs to; both null for one that stands alone. */
export type CaseOf = Pick<Question, 'caseCode' | 'material'>
const standsAlone: CaseOf = { caseCode: null, material: null }

/** The question that faultless content is, in the form the bank keeps. */
export function contentOf(
  written: WrittenContent,
  { caseCode, material }: CaseOf = standsAlone,
): Omit<Question, 'code'> {
  const { key, options, pinned, changed, ...content } = written
  return {
    ...content,
    ...{ caseCode, material },
    changed: changed === '' ? null : changed,
    options:
      written.kind === 'true-false'
        ? [
            { id: 'T', text: '正确' },
            { id: 'F', text: '错误' },
          ]
        : optionsOf(options, pinned),
    key: [...key].sort(),
  }
}

type Range = readonly [least: number, most: number]

const isWithin = (text: string, [least, most]: Range) => text.length >= least && text.length <= most
const within = (text: string, range: Range) => (isWithin(text, range) ? null : 'length')
const withinIfSaid = (text: string, range: Range) => (text === '' ? null : within(text, range))

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
  if (options.length < least || options.length > most || options.includes('')) return 'option-count'
  if (!options.every((option) => isWithin(option, contentLimits.option))) return 'length'
  return new Set(options.map(plain)).size < options.length ? 'option-twice' : null
}

function pinnedFault({ kind, options, pinned }: WrittenContent): ContentFault | null {
  const last = kind === 'true-false' ? '' : letter(options.length - 1)
  return [...pinned].every((one) => one >= 'A' && one <= last) ? null : 'pinned-beyond'
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
