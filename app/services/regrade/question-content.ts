import type { QuestionVersionRow } from '#db/queries/attempts.ts'

/** A question with its own key, for those who may read it. */
export type QuestionContent = Pick<
  QuestionVersionRow,
  'kind' | 'material' | 'stem' | 'options' | 'key' | 'article' | 'questionId'
>

export function questionContent(version: QuestionVersionRow): QuestionContent {
  const { kind, material, stem, options, key, article, questionId } = version
  return { kind, material, stem, options, key, article, questionId }
}
