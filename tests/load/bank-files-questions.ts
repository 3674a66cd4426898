import type { ExportedQuestion } from '#question-bank/formats/exported-question.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { type Question, questionOf } from '#question-bank/question.ts'

/**
 * As many questions as wanted, of the length and variety of real ones: those of the basic bank, again and again, each
 * time about another case number, under codes of their own.
 */
export function manyQuestions(count: number): ExportedQuestion[] {
  const { laws, files } = loadBasicBank()
  const real = files.flatMap(({ content }) =>
    content.questions.map((written) => {
      const law = laws.find(({ id }) => id === content.law)
      return { ...questionOf(written, content), lawShort: law?.short ?? '', lawTitle: law?.title ?? '' }
    }),
  )
  return Array.from({ length: count }, (_, index) => {
    const question = real[index % real.length]
    if (!question) throw new Error('The basic bank is empty.')
    return { ...question, ...numbered(question, { index, round: Math.floor(index / real.length) }) }
  })
}

/** Each round through the bank has cases of its own, since a case has four questions at most. */
const numbered = ({ stem, caseCode }: Question, { index, round }: { index: number; round: number }) => ({
  code: `load-${String(index + 1).padStart(5, '0')}`,
  stem: `${stem}（第 ${index + 1} 号材料）`,
  caseCode: caseCode && `${caseCode}.${round}`,
})
