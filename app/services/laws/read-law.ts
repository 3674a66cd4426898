import { ok, refuse, type Result } from '#app/domain/result.ts'
import { countAffected } from '#db/queries/law-change.ts'
import { countCitations, findLaw, listArticles, listVersionsOfLaw } from '#db/queries/laws.ts'
import { stateOn, type VersionState } from '#question-bank/laws/version-periods.ts'

import { type BankStaff, isAuthor, mayRead } from '../questions/bank-staff.ts'

const articlesPerPage = 50

export type LawVersionView = {
  version: string
  promulgated: string
  effectiveFrom: string
  effectiveTo: string | null
  articleCount: number
  verifiedOn: string
  source: string
  history: string[]
  state: VersionState
  hasText: boolean
  questions: number
}

type Wanted = { version: string | null; page: number; today: string }

/**
 * One law: its versions, and the text of one of them (the one in force unless another is wanted), each article with how
 * many approved questions cite it.
 */
export async function readLaw(staff: BankStaff, lawId: string, { version, page, today }: Wanted) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const law = await findLaw(staff.db, lawId)
  if (!law) return refuse('not-found')
  const rows = await listVersionsOfLaw(staff.db, lawId)
  const versions = rows.map(({ imported, history, ...row }): LawVersionView => ({
    ...row,
    history: history.split('\n').filter((line) => line !== ''),
    state: stateOn(today, row),
    hasText: imported > 0,
  }))
  const shown =
    versions.find((one) => one.version === version) ??
    versions.find(({ state }) => state === 'in-force') ??
    versions.at(-1)
  const affected = (await countAffected(staff.db)).find((one) => one.lawId === lawId)
  return ok({
    law,
    versions: versions.reverse(),
    shown: shown
      ? { version: shown, ...(await readText(staff, lawId, { version: shown.version, page })) }
      : null,
    affected: { open: affected?.open ?? 0, begun: affected?.begun ?? 0 },
    mayWrite: isAuthor(staff),
  })
}

export type LawView = Awaited<ReturnType<typeof readLaw>> extends Result<infer View, string> ? View : never

async function readText(
  { db }: BankStaff,
  lawId: string,
  { version, page }: { version: string; page: number },
) {
  const articles = await listArticles(db, { lawId, version })
  const citations = await countCitations(db, { lawId, version })
  const pageCount = Math.max(1, Math.ceil(articles.length / articlesPerPage))
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pageCount)
  return {
    page: at,
    pageCount,
    articles: articles
      .slice((at - 1) * articlesPerPage, at * articlesPerPage)
      .map(({ label, chapter, text }) => ({
        label,
        chapter,
        text,
        questions: citations.get(label)?.approved ?? 0,
      })),
  }
}
