import { letter, type Question } from '../question.ts'
import { isTrade, tradeNames } from '../trades.ts'
import type { FileQuestion } from './file-question.ts'
import { stripLetters, stripNumber } from './strip-number.ts'
import { audienceWords, difficultyWords, kindWords, listMark, truthWords } from './words.ts'

/** A question on its way out of the bank, with the names of the law it cites. */
export type ExportedQuestion = Question & { lawShort: string; lawTitle: string }

/**
 * The words a file says for a question: what every format writes, so that reading them with `readQuestion` gives
 * the question again.
 *
 * @param row Where it will stand in the file; 0 where that does not matter.
 */
export function fileQuestionOf(question: ExportedQuestion, row = 0): FileQuestion {
  const { kind, key, options, audience, trades } = question
  const isTruth = kind === 'true-false'
  return {
    row,
    code: question.code,
    kind: kindWords[kind],
    stem: guarded(question.stem),
    options: isTruth ? [] : guardedOptions(options.map(({ text }) => text)),
    pinned: isTruth ? '' : options.flatMap(({ id, pinned }) => (pinned ? [id] : [])).join(''),
    key: isTruth ? truthWords[key[0] === 'T' ? 'T' : 'F'] : key.join(''),
    explanation: question.explanation,
    difficulty: difficultyWords[question.difficulty],
    points: '',
    law: question.lawTitle,
    lawVersion: question.lawVersion,
    article: question.article,
    topic: question.topic,
    audience: audience.map((one) => audienceWords[one] ?? one).join(listMark),
    trades: trades.map((trade) => (isTrade(trade) ? tradeNames[trade].zh : trade)).join(listMark),
    difficultyReason: question.difficultyReason,
    note: question.note,
    changed: question.changed ?? '',
    caseCode: question.caseCode ?? '',
    material: question.material ?? '',
  }
}

/** A reader takes one automatic number off a stem and letters off options: a text that begins so gets another. */
const guarded = (stem: string) => (stripNumber(stem) === stem ? stem : `1. ${stem}`)

function guardedOptions(options: string[]): string[] {
  const isBare = stripLetters(options).every((option, index) => option === options[index])
  return isBare ? options : options.map((option, index) => `${letter(index)}. ${option}`)
}
