import { cleanText, plainWord } from './clean-text.ts'

/** A law as the registry keeps it; days are `YYYY-MM-DD`. */
export type RegisteredLaw = {
  id: string
  short: string
  title: string
  versions: readonly {
    version: string
    promulgated: string
    effectiveFrom: string
    effectiveTo: string | null
    articleCount: number
  }[]
}

/** The laws that questions may cite, found by their names, as they stand on a day. */
export type LawRegistry = { byName: ReadonlyMap<string, RegisteredLaw>; today: string }

export function registryOf(laws: readonly RegisteredLaw[], today: string): LawRegistry {
  const byName = new Map<string, RegisteredLaw>()
  // Full titles last: they are never another law's short one.
  for (const law of laws) byName.set(nameKey(law.id), law)
  for (const law of laws) byName.set(nameKey(law.short), law)
  for (const law of laws) byName.set(nameKey(law.title), law)
  return { byName, today }
}

/** A law by its full title, its short one or its id, with or without 中华人民共和国 and 《》. */
export const findLaw = ({ byName }: LawRegistry, name: string): RegisteredLaw | null =>
  byName.get(nameKey(name)) ?? null

const nameKey = (name: string) =>
  cleanText(name)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》〈〉<>“”"·]/g, '')
    .replace(/^中华人民共和国/, '')

type Version = RegisteredLaw['versions'][number]
export type VersionFault = 'unknown-law-version' | 'no-version-in-force'

/**
 * The version that a file means: named by its day (`2021-01-22`, `2021年1月22日`), by its year (`2021年修订`) where
 * only one version is of that year, or, where the file says nothing, the one in force today.
 */
export function findVersion(law: RegisteredLaw, text: string, today: string): Version | VersionFault {
  if (plainWord(text) === '') {
    const inForce = law.versions.find(
      ({ effectiveFrom, effectiveTo }) =>
        effectiveFrom <= today && (effectiveTo === null || today <= effectiveTo),
    )
    return inForce ?? 'no-version-in-force'
  }
  const wanted = dayOf(text)
  const named = law.versions.filter(({ version, promulgated, effectiveFrom }) =>
    [version, promulgated, effectiveFrom].some((day) =>
      wanted.length === 4 ? day.startsWith(wanted) : day === wanted,
    ),
  )
  const exact = named.find(({ version }) => version === wanted)
  const [only] = named
  return exact ?? (named.length === 1 && only && wanted !== '' ? only : 'unknown-law-version')
}

/** `2021-01-22` for its usual writings, `2021` for a year alone; empty for anything else. */
function dayOf(text: string): string {
  const [, year, month, day] = /(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2}))?/.exec(plainWord(text)) ?? []
  if (!year) return ''
  return month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : year
}
