import type { Candidate } from './assembly/candidate.ts'
import { type LawRecord, questionOf, type WrittenLaw } from './question.ts'

/** Written questions as assembly sees them; their codes stand in for the ids that a database gives them. */
export function candidatesOf(bank: {
  laws: readonly LawRecord[]
  files: readonly { content: WrittenLaw }[]
}): Candidate[] {
  const fields = new Map(bank.laws.map(({ id, field }) => [id, field]))
  return bank.files.flatMap(({ content }) =>
    content.questions
      .map((written) => questionOf(written, content))
      .map((question) => ({
        ...question,
        questionId: question.code,
        versionId: question.code,
        field: fields.get(question.lawId) ?? '',
      })),
  )
}
