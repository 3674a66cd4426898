import { articleLabel } from '../article.ts'

/**
 * What somebody should look at before a text is taken over. `label`: the article; null for the text as a whole.
 *
 * - `no-articles`, `no-title`: none was found · `gap`: articles are missing, from `label` to `note`
 * - `duplicate`: a label stands twice · `out-of-order`: it stands after a higher one
 * - `odd-label`: written otherwise than laws do, as `note` has it · `empty`: an article without text
 * - `outside`: text that belongs to no article; `note` is its beginning · `broken-signs`: signs that got lost
 */
export type LawProblem = {
  code:
    | 'no-articles'
    | 'no-title'
    | 'gap'
    | 'duplicate'
    | 'out-of-order'
    | 'odd-label'
    | 'empty'
    | 'outside'
    | 'broken-signs'
  label: string | null
  note?: string
}

type Numbered = { label: string; written: string; number: number; sub: number; text: string }

/** Gaps, repetitions, disorder and odd writing in the numbers of articles; in the order of the law, gaps last. */
export function numberingProblems(articles: readonly Numbered[]): LawProblem[] {
  if (articles.length === 0) return [{ code: 'no-articles', label: null }]
  const seen = new Set<string>()
  const problems: LawProblem[] = []
  let highest = 0
  for (const { label, written, number, sub, text } of articles) {
    const place = placeOf(number, sub)
    if (seen.has(label)) problems.push({ code: 'duplicate', label })
    else if (place < highest) problems.push({ code: 'out-of-order', label })
    if (written !== label) problems.push({ code: 'odd-label', label, note: written })
    if (text === '') problems.push({ code: 'empty', label })
    seen.add(label)
    highest = Math.max(highest, place)
  }
  return [...problems, ...gapsIn(articles)]
}

/** Articles in the order of their numbers; a number has fewer than 100 additions. */
const placeOf = (number: number, sub: number) => number * 100 + sub

function gapsIn(articles: readonly Numbered[]): LawProblem[] {
  const places = [...new Set(articles.map(({ number, sub }) => placeOf(number, sub)))].sort((a, b) => a - b)
  return places.flatMap((place, index) => {
    const before = placeIn(places[index - 1] ?? 0)
    const { number, sub } = placeIn(place)
    const isSame = number === before.number
    // An addition has its article before it: 之二 follows 之一, which follows the article itself.
    const lastMissing = sub === 0 ? number - 1 : number
    return [
      ...range({ number: before.number + 1, sub: 0 }, isSame ? before.number : lastMissing, 'number'),
      ...range({ number, sub: isSame ? before.sub + 1 : 1 }, sub - 1, 'sub'),
    ]
  })
}

type Place = { number: number; sub: number }

const placeIn = (place: number): Place => ({ number: Math.floor(place / 100), sub: place % 100 })

/** One problem for all articles from `first` up to `last`; none where there are none. */
function range(first: Place, last: number, counted: keyof Place): LawProblem[] {
  if (first[counted] > last) return []
  const label = articleLabel(first.number, first.sub)
  const note = articleLabel(
    ...(counted === 'number' ? ([last, 0] as const) : ([first.number, last] as const)),
  )
  return [{ code: 'gap', label, ...(note === label ? {} : { note }) }]
}
