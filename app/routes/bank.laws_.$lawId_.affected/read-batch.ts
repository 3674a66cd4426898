import type { VersionKey } from '#app/services/questions/review-question.ts'
import type { Choice } from '#app/services/laws/carry-over.ts'

const mostChosen = 500

/** What was ticked: `questionId:version` each. What is no such pair is left out. */
export function readChosen(form: FormData): VersionKey[] {
  // One more than a batch may have: that it has too many is said by the service.
  const chosen = form.getAll('chosen').slice(0, mostChosen + 1)
  return chosen.flatMap((value) => {
    const [questionId = '', version = ''] = typeof value === 'string' ? value.split(':') : []
    return /^\d{1,6}$/.test(version) ? [{ questionId, version: Number(version) }] : []
  })
}

/** What was ticked, each with the article that it shall cite. */
export function readChoices(form: FormData): Choice[] {
  return readChosen(form).map(({ questionId, version }) => {
    const article = form.get(`article:${questionId}`)
    return { questionId, base: version, article: typeof article === 'string' ? article : '' }
  })
}

export function readComment(form: FormData): string {
  const said = form.get('comment')
  return typeof said === 'string' ? said.trim().slice(0, 2000) : ''
}
