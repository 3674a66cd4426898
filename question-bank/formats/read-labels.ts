import { contentLimits, type WrittenContent } from '../judge-content.ts'
import type { Difficulty } from '../question.ts'
import { type Trade, tradeNames, trades } from '../trades.ts'
import { cleanText, listWords, plainWord } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'
import { reject, type Rejection } from './row-fault.ts'
import { audienceWords } from './words.ts'

const difficulties: Record<Difficulty, readonly string[]> = {
  easy: ['易', '容易', '简单', '较易', '低', '初级', 'easy', '1'],
  medium: ['', '中', '中等', '适中', '一般', '普通', '中级', 'medium', 'normal', '2'],
  hard: ['难', '困难', '较难', '高', '高级', 'hard', 'difficult', '3'],
}

const audiences: Record<string, readonly string[]> = {
  leaders: [audienceWords.leaders ?? '', '领导', '领导班子', 'leaders', 'leadingofficials'],
  general: [
    audienceWords.general ?? '',
    '一般',
    '工作人员',
    '一般干部',
    '普通工作人员',
    'general',
    'generalstaff',
  ],
  enforcement: [audienceWords.enforcement ?? '', '执法人员', '行政执法', 'enforcement', 'lawenforcement'],
}
const everybody = ['全体', '全体人员', '全员', '所有人', '所有人员', '不限', 'all', 'everybody']

/** Where a question belongs. */
export type Labels = Pick<WrittenContent, 'topic' | 'difficulty' | 'audience' | 'trades'>

/** What the file leaves out is customary: 中, 一般工作人员, no trade, and the law's own name as the topic. */
export function readLabels(said: FileQuestion, lawShort: string): { ok: true; value: Labels } | Rejection {
  const difficulty = keyOf(difficulties, plainWord(said.difficulty).replace(/难度$/, ''))
  if (!difficulty) return reject('unknown-difficulty', said.difficulty)
  const audience = readAudience(said.audience)
  if (!audience) return reject('unknown-audience', said.audience)
  if (!/^(\d{1,3}(\.\d{1,2})?分?)?$/.test(plainWord(said.points))) return reject('bad-points', said.points)
  // A label is one line, wherever a cell or a tag broke it.
  const topic = cleanText(said.topic).replace(/\s+/g, ' ') || lawShort.slice(0, contentLimits.topic[1])
  return { ok: true, value: { topic, difficulty, audience, trades: readTrades(said.trades) } }
}

function readAudience(text: string): string[] | null {
  const words = listWords(text).map(plainWord)
  if (words.length === 0) return ['general']
  if (words.length === 1 && everybody.includes(words[0] ?? '')) return Object.keys(audiences)
  const found = words.map((word) => keyOf(audiences, word))
  return found.every((one) => one !== undefined) ? [...new Set(found)] : null
}

/** Keys of trades; a word that names none stays, for the judge to refuse. */
const readTrades = (text: string): string[] => [
  ...new Set(listWords(text).map((word) => trades.find((trade) => namesOf(trade).includes(word)) ?? word)),
]

const namesOf = (trade: Trade): string[] => [trade, tradeNames[trade].zh, tradeNames[trade].en]

/** The key whose words hold `word`. */
function keyOf<Key extends string>(words: Record<Key, readonly string[]>, word: string): Key | undefined {
  const keys = Object.keys(words) as Key[] // Safe: the keys of a record are its type's.
  return keys.find((key) => words[key].includes(word))
}
