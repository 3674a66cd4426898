import type { RegistrationView } from '#app/services/exams/list-registrations.ts'

export type EntranceLink = { to: string; words: 'wait' | 'start' | 'continue' | 'again' | 'look' }

/** Where a card leads; null when there is nothing to enter any more. */
export function entranceOf(
  view: Pick<RegistrationView, 'state' | 'registrationId' | 'attemptId' | 'triesUsed'>,
): EntranceLink | null {
  const wait = `/wait/${view.registrationId}`
  switch (view.state) {
    case 'answering':
      return { to: view.attemptId ? `/sit/${view.attemptId}` : wait, words: 'continue' }
    case 'open':
      return { to: wait, words: view.triesUsed > 0 ? 'again' : 'start' }
    case 'waiting':
    case 'check-in':
      return { to: wait, words: 'wait' }
    case 'upcoming':
      return { to: wait, words: 'look' }
    default:
      return null
  }
}

/** Whether one of the tries has passed: the best counts. */
export function isPassed({ results }: Pick<RegistrationView, 'results'>): boolean {
  return results.some((result) => result.passed === true)
}
