/** The fields in which a form keeps the versions that its reader saw, as `question@version`. */
export const seenName = 'version'

/** A version for such a field. */
export const seenOf = ({ questionId, version }: { questionId: string; version: number }): string =>
  `${questionId}@${version}`

/** The versions that a form was about. What is no version of ours is left for the services to refuse. */
export function readSeen(form: FormData): { questionId: string; version: number }[] {
  const seen = form.getAll(seenName).filter((value) => typeof value === 'string')
  return seen.map((value) => {
    const [questionId = '', version] = value.split('@')
    return { questionId, version: Number(version) }
  })
}
