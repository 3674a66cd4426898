import type { Db } from '#db/client.ts'
import { countExposures, listFacilities, type QuestionFactRow } from '#db/queries/question-facts.ts'
import type { Blueprint } from '#question-bank/blueprint.ts'

/** Below so many answers a facility says more about chance than about the question (rule A11). */
const leastAnswers = 30

const DAY_MS = 86_400_000

/**
 * What is known of the bank's questions at an instant, as publishing an exam writes it down: how many papers had each
 * within the days over which the blueprint limits exposure, and the share of right answers. Questions of which nothing is
 * known are left out.
 */
export async function readQuestionFacts(
  tx: Db,
  { exposure }: Pick<Blueprint, 'exposure'>,
  at: Date,
): Promise<QuestionFactRow[]> {
  const facts = new Map<string, QuestionFactRow>()
  for (const { questionId, facility } of await listFacilities(tx, leastAnswers))
    facts.set(questionId, { questionId, papers: 0, facility })
  if (exposure) {
    const since = new Date(at.getTime() - exposure.days * DAY_MS)
    for (const { questionId, papers } of await countExposures(tx, { since, until: at }))
      facts.set(questionId, { questionId, papers, facility: facts.get(questionId)?.facility ?? null })
  }
  return [...facts.values()]
}
