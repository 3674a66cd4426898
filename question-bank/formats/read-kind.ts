import type { Kind } from '../question.ts'
import { plainWord } from './clean-text.ts'
import { truthOf } from './read-key.ts'

const words: Record<string, Kind> = {
  单选: 'single',
  单项选择: 'single',
  单项: 'single',
  单: 'single',
  single: 'single',
  singlechoice: 'single',
  多选: 'multiple',
  多项选择: 'multiple',
  多项: 'multiple',
  多: 'multiple',
  multiple: 'multiple',
  multiplechoice: 'multiple',
  multiplesresponse: 'multiple',
  判断: 'true-false',
  判断正误: 'true-false',
  是非: 'true-false',
  正误: 'true-false',
  对错: 'true-false',
  判: 'true-false',
  'true-false': 'true-false',
  'true/false': 'true-false',
  truefalse: 'true-false',
  trueorfalse: 'true-false',
  tf: 'true-false',
}

/** Words that name a choice without saying how many options are right: the key says it. */
const open = new Set(['', '选择', '客观', '案例', '案例分析', '案例选择', 'choice'])

/** Right options as many as there are: a key of one letter would not tell it from a single choice. */
const indefinite = new Set(['不定项', '不定项选择', '任选', '任意选择'])

export type KindFault = 'no-kind' | 'unsupported-kind'

/**
 * Reads the kind: `单选`, `单项选择题`, `判断`, `是非题`. An empty one is deduced from the key and the options, where
 * they leave no doubt.
 */
export function readKind(
  text: string,
  { key, options }: { key: string; options: readonly string[] },
): Kind | KindFault {
  const word = plainWord(text)
    .replace(/^[[({【](.+)[\])}】]$/, '$1')
    .replace(/\([^()]*\)$/, '')
    .replace(/(题目|试题|题)$/, '')
  const known = words[word]
  if (known) return known
  if (indefinite.has(word)) return lettersOf(key) > 1 ? 'multiple' : 'unsupported-kind'
  return open.has(word) ? deduceKind(key, options) : 'unsupported-kind'
}

function deduceKind(key: string, options: readonly string[]): Kind | 'no-kind' {
  if (isTruthPair(options) && (truthOf(key) || options.length === 2)) return 'true-false'
  const letters = lettersOf(key)
  if (options.length < 3 || letters === 0) return 'no-kind'
  return letters === 1 ? 'single' : 'multiple'
}

/** The kind that a heading or a sheet names: `一、单项选择题（共 40 题）`; empty when it names none. */
export function kindNamedIn(heading: string): string {
  return headings.find(([pattern]) => pattern.test(heading))?.[1] ?? ''
}

const headings: [RegExp, string][] = [
  [/单项?选/, '单选题'],
  [/多项?选/, '多选题'],
  [/判断|是非/, '判断题'],
  [/不定项|任选/, '不定项选择题'],
  [/填空/, '填空题'],
  [/简答|论述|问答|名词解释/, '简答题'],
  [/选择题|案例/, '选择题'],
]

/** No options at all, or the two words of a judgement. */
export function isTruthPair(options: readonly string[]): boolean {
  if (options.length === 0) return true
  const [one = '', other = ''] = options
  const truths = [truthOf(one), truthOf(other)]
  return options.length === 2 && truths.includes('T') && truths.includes('F')
}

/** How many letters a key has, when it is nothing but letters; else 0. */
function lettersOf(key: string): number {
  const bare = plainWord(key).replace(/[^\p{L}\p{N}]/gu, '')
  return /^[a-h]+$/.test(bare) ? bare.length : 0
}
