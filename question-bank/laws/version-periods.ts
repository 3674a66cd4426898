import { dayBefore } from './law-history.ts'

/** A version and the days on which it is in force, both counted; `effectiveTo` null: no end is known. */
export type Period = { version: string; effectiveFrom: string; effectiveTo: string | null }

export type PlacedVersion =
  | {
      ok: true
      /** The last day of the version that is placed. */
      effectiveTo: string | null
      /** The version before it, when it had no end and ends by this. */
      ends: { version: string; effectiveTo: string } | null
    }
  | { ok: false; refusal: 'overlap'; with: string }

/**
 * Where a version stands among the others of its law. The one before it ends the day before, if it had no end; without
 * an end of its own it ends the day before the one after it. Days are `YYYY-MM-DD` and compare as text.
 *
 * @returns `overlap` with the version that is in force on a day of this one's.
 * @see docs/rules/law-change.md Rules L6 and L7.
 */
export function placeVersion(others: readonly Period[], added: Period): PlacedVersion {
  const sorted = [...others].sort(byStart)
  const before = sorted.filter(({ effectiveFrom }) => effectiveFrom < added.effectiveFrom).at(-1)
  const after = sorted.find(({ effectiveFrom }) => effectiveFrom >= added.effectiveFrom)
  if (before && before.effectiveTo !== null && overlaps(before, added))
    return { ok: false, refusal: 'overlap', with: before.version }
  const effectiveTo = added.effectiveTo ?? (after ? dayBefore(after.effectiveFrom) : null)
  if (after && overlaps({ ...added, effectiveTo }, after))
    return { ok: false, refusal: 'overlap', with: after.version }
  const ends =
    before?.effectiveTo === null
      ? { version: before.version, effectiveTo: dayBefore(added.effectiveFrom) }
      : null
  return { ok: true, effectiveTo, ends }
}

/** Whether a version may end on a day, or have no end: it must not reach into the one after it. */
export function mayEndOn(
  others: readonly Period[],
  { effectiveFrom, effectiveTo }: Pick<Period, 'effectiveFrom' | 'effectiveTo'>,
): boolean {
  return !others.some(
    (other) =>
      other.effectiveFrom >= effectiveFrom && (effectiveTo === null || other.effectiveFrom <= effectiveTo),
  )
}

export type VersionState = 'in-force' | 'future' | 'ended'

/** Whether a version is in force on a day. */
export function stateOn(day: string, { effectiveFrom, effectiveTo }: Omit<Period, 'version'>): VersionState {
  if (effectiveFrom > day) return 'future'
  return effectiveTo !== null && effectiveTo < day ? 'ended' : 'in-force'
}

const byStart = (one: Period, other: Period) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1)

/** @param earlier The one that begins first; both may begin on one day. */
const overlaps = (earlier: Period, later: Period) =>
  earlier.effectiveTo === null ||
  earlier.effectiveTo >= later.effectiveFrom ||
  earlier.effectiveFrom === later.effectiveFrom

/**
 * The version that questions on an older one should cite now: the later one that is in force on `day`, else the next
 * that will be; null when there is none, as after a repeal.
 */
export function successorOf<Version extends Period>(
  versions: readonly Version[],
  older: Period,
  day: string,
): Version | null {
  const later = versions.filter(({ effectiveFrom }) => effectiveFrom > older.effectiveFrom).sort(byStart)
  const alive = later.filter((version) => stateOn(day, version) !== 'ended')
  return alive[0] ?? null
}
