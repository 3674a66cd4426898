import { letter } from '../question.ts'
import type { FileQuestion } from './file-question.ts'
import { truthOf } from './read-key.ts'
import { isTruthPair } from './read-kind.ts'
import { kindWords, truthWords } from './words.ts'

/** An answer of a choice as GIFT, Moodle XML and QTI have it: its text, and what choosing it earns. */
export type ChoiceAnswer = { text: string; isRight: boolean; isFixed?: boolean }

/** The fields of a question that its answers make. A choice between 对 and 错 is a judgement: QTI has no other form. */
export function choiceFields(
  answers: readonly ChoiceAnswer[],
  isMultiple: boolean,
): Pick<FileQuestion, 'kind' | 'options' | 'key' | 'pinned'> {
  const options = answers.map(({ text }) => text)
  const lettersOf = (picked: (answer: ChoiceAnswer) => boolean | undefined) =>
    answers.flatMap((answer, index) => (picked(answer) ? [letter(index)] : [])).join('')
  const key = lettersOf(({ isRight }) => isRight)
  if (answers.length === 2 && isTruthPair(options)) return truthFields(answers)
  return {
    kind: isMultiple ? kindWords.multiple : kindWords.single,
    options,
    key,
    pinned: lettersOf(({ isFixed }) => isFixed),
  }
}

function truthFields(answers: readonly ChoiceAnswer[]) {
  const right = answers.filter(({ isRight }) => isRight).map(({ text }) => truthOf(text))
  const key = right.length === 1 && right[0] ? truthWords[right[0]] : ''
  return { kind: kindWords['true-false'], options: [], key, pinned: '' }
}

/** An explanation for all, and what the file says to single answers: `A：…`, `错误：…` on lines of their own. */
export function explanationWith(
  general: string,
  answers: readonly { feedback: string; name?: string }[],
): string {
  const single = answers.flatMap(({ feedback, name }, index) =>
    feedback === '' ? [] : [`${name ?? letter(index)}：${feedback}`],
  )
  return [general, ...single].filter((text) => text !== '').join('\n')
}

/**
 * The share of the mark, in percent, that each of several right answers earns: 50, 33.33333, 25, 20, 16.66667,
 * 14.28571, 12.5. Moodle knows these, with five decimals.
 */
export const shareOf = (count: number): string => String(Number((100 / Math.max(count, 1)).toFixed(5)))
