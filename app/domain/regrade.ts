/** What a correction of a key did to an attempt, and what the record said before. @see docs/rules/regrade.md */

/** `score` in hundredths. */
export type Outcome = { score: number; passed: boolean }

/** One attempt graded again. */
export type Regrade = { id: string; before: Outcome; after: Outcome }

/**
 * What the record said of an attempt when a receipt was signed.
 *
 * Regrades hang together: each begins where the one before it ended, and the last ends in what the record says now.
 *
 * @param regrades All of the attempt, the oldest first.
 * @param signed The regrade that the receipt was issued for; null: the receipt of the closing.
 * @returns Null when the regrades do not hang together, or the receipt's is not among them.
 */
export function outcomeWhenSigned(
  regrades: readonly Regrade[],
  signed: string | null,
  now: Outcome,
): Outcome | null {
  const hold = regrades.every(({ after }, index) => isSame(after, regrades[index + 1]?.before ?? now))
  if (!hold) return null
  if (signed === null) return regrades[0]?.before ?? now
  return regrades.find(({ id }) => id === signed)?.after ?? null
}

export const isSame = (one: Outcome, other: Outcome): boolean =>
  one.score === other.score && one.passed === other.passed

/** One attempt in the effect of a correction. */
export type Change = Regrade & {
  personId: string
  /** False: void, it does not pass whatever its score. */
  counts: boolean
}

/** How a person stood in an exam besides the changed attempts. */
export type Standing = {
  /** Another attempt that counts has passed. */
  passedElsewhere: boolean
  /** An attempt was void for a violation: nothing passes (rule R3 of statistics). */
  barred: boolean
}

export type PersonOutcome = { passedBefore: boolean; passedAfter: boolean }

/** Whether each person of the changes passes the exam before and after: the best of several attempts counts. */
export function personOutcomes(
  changes: readonly Change[],
  standings: ReadonlyMap<string, Standing>,
): Map<string, PersonOutcome> {
  const outcomes = new Map<string, PersonOutcome>()
  for (const { personId, counts, before, after } of changes) {
    const { passedElsewhere, barred } = standings.get(personId) ?? untried
    const mayPass = counts && !barred
    const otherwise = passedElsewhere && !barred
    const so = outcomes.get(personId) ?? { passedBefore: otherwise, passedAfter: otherwise }
    outcomes.set(personId, {
      passedBefore: so.passedBefore || (mayPass && before.passed),
      passedAfter: so.passedAfter || (mayPass && after.passed),
    })
  }
  return outcomes
}

const untried: Standing = { passedElsewhere: false, barred: false }

/** The effect of a correction in numbers. */
export type EffectCounts = {
  /** Closed attempts whose paper has the item. */
  attempts: number
  changed: number
  raised: number
  lowered: number
  /** People who did not pass before and do now, and the other way round. */
  nowPass: number
  nowFail: number
}

export function countEffect(
  attempts: number,
  changes: readonly Change[],
  people: ReadonlyMap<string, PersonOutcome>,
): EffectCounts {
  const outcomes = [...people.values()]
  return {
    attempts,
    changed: changes.length,
    raised: changes.filter(({ before, after }) => after.score > before.score).length,
    lowered: changes.filter(({ before, after }) => after.score < before.score).length,
    nowPass: outcomes.filter(({ passedBefore, passedAfter }) => !passedBefore && passedAfter).length,
    nowFail: outcomes.filter(({ passedBefore, passedAfter }) => passedBefore && !passedAfter).length,
  }
}

/**
 * Whether a set of options can be the corrected key of a question (rule K3).
 *
 * @param key Ids of options, none twice.
 */
export function isPossibleKey(
  { kind, options }: { kind: 'single' | 'multiple' | 'true-false'; options: readonly { id: string }[] },
  key: readonly string[],
): boolean {
  const known = new Set(options.map(({ id }) => id))
  if (key.length === 0 || new Set(key).size !== key.length || !key.every((id) => known.has(id))) return false
  // All options right alone would ask nothing: such an item is void.
  if (kind === 'single') return key.length < options.length
  return kind === 'multiple' || key.length === 1
}

/** Whether two keys, or two voids, are the same. The order of options means nothing. */
export function isSameKey(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other
  return one.length === other.length && one.every((id) => other.includes(id))
}
