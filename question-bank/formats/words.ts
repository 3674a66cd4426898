import type { Difficulty, Kind } from '../question.ts'

/**
 * The words that files say for what the bank keeps as keys. Every format writes these; `readQuestion` understands
 * them and their customary relatives. Trades (行业) are named as
 * trades.ts names them.
 */
export const kindWords = {
  single: '单选题',
  multiple: '多选题',
  'true-false': '判断题',
} satisfies Record<Kind, string>

export const difficultyWords = {
  easy: '易',
  medium: '中',
  hard: '难',
} satisfies Record<Difficulty, string>

export const audienceWords: Readonly<Record<string, string>> = {
  leaders: '领导干部',
  general: '一般工作人员',
  enforcement: '行政执法人员',
}

/** The two options of a true/false question, as files say them in a key. */
export const truthWords = { T: '正确', F: '错误' } as const

/** Between the words of a list: audiences, trades. */
export const listMark = '、'
