/**
 * Who counts in a campaign: the roll is frozen at the cut-off date; a later change of a person's class is a
 * dated fact beside it. @see docs/rules/statistics.md
 */

export type RollClass = 'due' | 'exempt' | 'out-of-scope'

/** A person's entry on the frozen roll, in the unit of the cut-off date. */
export type RollEntry = { personId: string; unitId: string; class: RollClass }

/** A dated change. `order` breaks a tie of two changes of the same instant: the higher one came later. */
export type RollChange = { to: RollClass; changedAt: Date; order: string }

/**
 * The class of a person at an instant: that of the latest change up to then, else that of the frozen roll.
 *
 * Rule R6: a revoked exemption is a change back to due, so that its person counts again, as absent until sat.
 */
export function classAt(
  entry: Pick<RollEntry, 'class'>,
  changes: readonly RollChange[],
  at: Date,
): RollClass {
  const past = changes.filter((change) => change.changedAt.getTime() <= at.getTime())
  const latest = past.reduce<RollChange | null>(
    (found, change) => (found && isLater(found, change) ? found : change),
    null,
  )
  return latest?.to ?? entry.class
}

function isLater(one: RollChange, other: RollChange): boolean {
  const [a, b] = [one.changedAt.getTime(), other.changedAt.getTime()]
  return a === b ? one.order > other.order : a > b
}

/** A node of the organisation tree; `path` leads from the root to the unit itself. */
export type TreeUnit = {
  id: string
  level: 'city' | 'county' | 'department' | 'section'
  path: readonly string[]
}

/**
 * The unit a person is counted in: a section counts into its department, everything else into itself.
 *
 * @param byId The units of the tree; a section whose department is not among them counts into itself.
 */
export function countingUnit(unit: TreeUnit, byId: ReadonlyMap<string, TreeUnit>): string {
  if (unit.level !== 'section') return unit.id
  const department = unit.path.find((id) => byId.get(id)?.level === 'department')
  return department ?? unit.id
}
