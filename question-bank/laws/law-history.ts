/** What a line says about where a law comes from. */
const tellsHistory = /\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日/
const act = /通过|修正|修订|公布|批准|施行|发布|主席令|公告/

/**
 * Adoption and amendments among the lines above a law, one per entry: `1999年4月29日 第九届…通过`. Lines in brackets belong
 * together until the bracket closes, and are taken apart where a new act begins.
 */
export function historyOf(lines: readonly string[]): { history: string[]; rest: string[] } {
  const history: string[] = []
  const rest: string[] = []
  let open: string | null = null
  for (const line of lines) {
    const whole: string = open === null ? line : `${open} ${line}`
    open = /^[（(]/.test(whole) && !isClosed(whole) ? whole : null
    if (open !== null) continue
    if (tellsHistory.test(whole) && act.test(whole)) history.push(...entriesOf(whole))
    else rest.push(whole)
  }
  return { history, rest: open === null ? rest : [...rest, open] }
}

function isClosed(text: string): boolean {
  const count = (signs: RegExp) => text.match(signs)?.length ?? 0
  return count(/[）)]/g) >= count(/[（(]/g)
}

function entriesOf(text: string): string[] {
  return (/^[（(].*[）)]$/s.test(text) ? text.slice(1, -1) : text)
    .split(/ (?=(?:根据|自)?\d{4} ?年)/)
    .map((entry) => entry.trim().replace(/^([^（(]*)[）)]$/, '$1'))
    .filter((entry) => entry !== '')
}

/** Days `YYYY-MM-DD`; null where the text does not say it, so that a person has to. */
export type LawDays = { promulgated: string | null; effectiveFrom: string | null }

/**
 * The days of the newest version as far as its text tells them. The clause on taking effect (本法自…起施行) speaks of the
 * whole law, so it tells nothing after an amendment (修正); after a revision (修订) it is that of the revision.
 */
export function daysOf(history: readonly string[], lastArticles: readonly string[]): LawDays {
  const acts = history.flatMap((entry) => daysIn(entry.replace(takingEffect, '')))
  const promulgated = acts.sort().at(-1) ?? null
  const said = history.flatMap((entry) => [...entry.matchAll(takingEffect)].flatMap(([text]) => daysIn(text)))
  const newest = history.at(-1) ?? ''
  const clause = newest.includes('修正') ? null : clauseDay(lastArticles, promulgated)
  const from = said.sort().at(-1) ?? clause
  return {
    promulgated,
    effectiveFrom: from !== null && promulgated !== null && from >= promulgated ? from : null,
  }
}

const takingEffect = /自? ?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?起 ?施行/g

function clauseDay(articles: readonly string[], promulgated: string | null): string | null {
  const clause = articles.find((text) => /本(?:法|条例|规定|办法).{0,6}自.{1,20}起施行/.test(text))
  if (clause === undefined) return null
  if (/自公布之日起施行/.test(clause)) return promulgated
  return daysIn(/自(.{1,20})起施行/.exec(clause)?.[1] ?? '')[0] ?? null
}

function daysIn(text: string): string[] {
  return [...text.matchAll(/(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日/g)].flatMap(([, year, month, day]) => {
    const iso = `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
    return isDay(iso) ? [iso] : []
  })
}

/** Whether `YYYY-MM-DD` is a day of the calendar between 1900 and 2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text)
}

/** The day before, `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000)
  return before.toISOString().slice(0, 10)
}
