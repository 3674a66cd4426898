import { type Act, actRules, type ActValues, bodyOf } from './acts.ts'

/** What came of an act. `words` is the server's own sentence, in the language of the page; null: it never answered. */
export type ActOutcome = { done: true } | { done: false; words: string | null }

/** Does it, by the same interface that other clients use. */
export function postAct(act: Act, sittingId: string, values: ActValues): Promise<ActOutcome> {
  return postJson(actRules[act.name].path({ sittingId, seat: act.seat }), bodyOf(act, values))
}

export async function postJson(path: string, body: object): Promise<ActOutcome> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.ok) return { done: true }
    return { done: false, words: titleOf(await response.json()) }
  } catch {
    return { done: false, words: null }
  }
}

function titleOf(problem: unknown): string | null {
  if (typeof problem !== 'object' || problem === null || !('title' in problem)) return null
  return typeof problem.title === 'string' ? problem.title : null
}
