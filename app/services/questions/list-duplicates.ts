import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listDistinctPairs, listEnemyPairs, pairOf } from '#db/queries/question-pairs.ts'
import { listComparable } from '#db/queries/similar-questions.ts'

import { actorOf, type BankStaff, mayRead } from './bank-staff.ts'
import { type AlikePair, type DuplicateFinder, leastAlike } from './duplicate-finder.ts'

const pairsPerPage = 10
/** Two figures of one pair differ by rounding only. */
const rounding = 0.0005

type Wanted = { least: number; page: number }

/**
 * A page of the near-duplicates of the whole bank, side by side, and the enemy pairs. Pairs that are enemies, or that
 * somebody found to ask different things when they were as alike, are not listed among the near-duplicates.
 *
 * @param least How alike pairs must be: `leastAlike` or more.
 */
export async function listDuplicates(
  staff: BankStaff,
  finder: DuplicateFinder,
  { least, page: wantedPage }: Wanted,
) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const found = await finder.find(staff.db)
  if (!found) return refuse('too-long')
  return staff.db.transaction(async (tx) => {
    const enemies = await listEnemyPairs(tx)
    const done = new Map<string, number>([
      ...enemies.map((pair) => [nameOf(pair), 1] as const),
      ...(await listDistinctPairs(tx)).map((pair) => [nameOf(pair), pair.similarity] as const),
    ])
    const open = byQuestions(found).filter(
      ({ name, similarity }) =>
        similarity >= Math.max(least, leastAlike) && similarity > (done.get(name) ?? -1) + rounding,
    )
    const page = Math.max(1, Math.trunc(wantedPage))
    const shown = open.slice((page - 1) * pairsPerPage, page * pairsPerPage)
    const texts = await listComparable(
      tx,
      shown.flatMap(({ one, other }) => [one.versionId, other.versionId]),
    )
    const byId = new Map(texts.map((text) => [text.versionId, text]))
    const pairs = shown.flatMap(({ one, other, similarity }) => {
      const [left, right] = [byId.get(one.versionId), byId.get(other.versionId)]
      return left && right ? [{ one: left, other: right, similarity }] : []
    })
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'duplicates.listed',
      subject: 'bank',
      detail: { least, page, codes: pairs.flatMap(({ one, other }) => [one.code, other.code]) },
    })
    return ok({
      ...{ pairs, enemies, page, total: open.length },
      pageCount: Math.max(1, Math.ceil(open.length / pairsPerPage)),
    })
  })
}

export type DuplicatesView =
  Awaited<ReturnType<typeof listDuplicates>> extends Result<infer View, string> ? View : never

const nameOf = ({ oneId, otherId }: { oneId: string; otherId: string }) => `${oneId} ${otherId}`

/** One pair for two questions, however many versions of them are alike: the most alike, which come first. */
function byQuestions(pairs: readonly AlikePair[]) {
  const first = new Map<string, AlikePair & { name: string }>()
  for (const pair of pairs) {
    const name = nameOf(pairOf(pair.one.questionId, pair.other.questionId))
    if (!first.has(name)) first.set(name, { ...pair, name })
  }
  return [...first.values()]
}
