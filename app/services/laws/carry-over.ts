import { uuidv7 } from 'uuidv7'

import { ok, refuse } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudits } from '#db/queries/audit.ts'
import type { VersionRow } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import { insertVersions } from '#db/queries/law-change.ts'
import { findLaw } from '#db/queries/laws.ts'
import { insertReviews, lockNewestVersions, type NewestVersion } from '#db/queries/review.ts'

import { actorOf, type BankStaff, isAuthor } from '../questions/bank-staff.ts'
import { questionDigest } from '../questions/question-digest.ts'
import { type Affected, carryTo, findAffected } from './affected-questions.ts'

/** A question as the author saw it, and the article that it shall cite. */
export type Choice = { questionId: string; base: number; article: string }

const mostChoices = 500

export type CarryRefusal = 'not-allowed' | 'not-found' | 'none' | 'too-many'
/** `changed`: a question is no longer as it was shown · `no-article`: the newer version has none such · `twice` */
export type CarriedOver =
  | { ok: true; value: { carried: number } }
  | { ok: false; refusal: CarryRefusal }
  | { ok: false; refusal: 'changed' | 'no-article' | 'twice'; code: string | null }

type Batch = { lawId: string; choices: readonly Choice[]; today: string }

/**
 * Writes for each chosen question a version that cites the newer version of its law, and hands it to a reviewer. The
 * words stay, but for the numbers of articles in them. All of them or none; one audit row each.
 *
 * @see docs/rules/law-change.md Rules L11 and L12.
 */
export async function carryOver(author: BankStaff, { lawId, choices, today }: Batch): Promise<CarriedOver> {
  if (!isAuthor(author)) return refuse('not-allowed')
  if (choices.length === 0) return refuse('none')
  if (choices.length > mostChoices) return refuse('too-many')
  const law = await findLaw(author.db, lawId)
  if (!law) return refuse('not-found')
  // Compared before the transaction: nothing is locked while it lasts. What changes meanwhile is refused.
  const { affected } = await findAffected(author.db, law, today)
  const byId = new Map(affected.map((one) => [one.version.questionId, one]))
  return author.db.transaction(async (tx): Promise<CarriedOver> => {
    const ids = choices.map(({ questionId }) => questionId).filter((id) => byId.has(id))
    const newest = await lockNewestVersions(tx, [...new Set(ids)])
    const written = new Map<string, Written>()
    for (const choice of choices) {
      const one = byId.get(choice.questionId)
      const refusal = refusalOf(choice, one, newest.get(choice.questionId))
      if (refusal !== null || !one)
        return { ok: false, refusal: refusal ?? 'changed', code: one?.code ?? null }
      if (written.has(choice.questionId)) return { ok: false, refusal: 'twice', code: one.code }
      const carried = carryTo(one, { step: one.step, law, to: choice.article })
      written.set(choice.questionId, { one, carried, choice })
    }
    await write(tx, author, [...written.values()])
    return ok({ carried: written.size })
  })
}

type Written = { one: Affected; carried: ReturnType<typeof carryTo>; choice: Choice }

function refusalOf(
  choice: Choice,
  one: Affected | undefined,
  newest: NewestVersion | undefined,
): 'changed' | 'no-article' | null {
  if (!one || one.begun || choice.base !== one.version.version) return 'changed'
  if (newest?.id !== one.version.id || newest.state !== 'approved') return 'changed'
  return one.step.texts?.newer.has(choice.article) ? null : 'no-article'
}

async function write(tx: Db, author: BankStaff, written: readonly Written[]): Promise<void> {
  const at = await readInstant(tx)
  const rows = written.map((one) => rowOf(one, author, at))
  await insertVersions(tx, rows)
  await insertReviews(
    tx,
    rows.map(({ id }) => ({
      questionVersionId: id,
      step: 'submitted' as const,
      comment: '',
      accountId: author.accountId,
      at,
    })),
  )
  await appendAudits(
    tx,
    rows.map((row, index) => ({
      at,
      actor: actorOf(author),
      action: 'question.carried-over',
      subject: 'question',
      subjectId: row.questionId,
      detail: {
        ...{ version: row.version, digest: row.digest, lawId: row.lawId },
        from: citationOf(written[index]?.one.version),
        to: citationOf(row),
      },
    })),
  )
}

const citationOf = (row: Pick<VersionRow, 'lawVersion' | 'article'> | undefined) =>
  row && `${row.lawVersion} ${row.article}`

function rowOf({ one, carried, choice }: Written, author: BankStaff, at: Date) {
  const { isRenumbering: _, ...words } = carried
  const content = {
    ...one.version,
    ...words,
    lawVersion: one.step.to?.version ?? one.version.lawVersion,
    article: choice.article,
  }
  return {
    ...content,
    id: uuidv7(),
    version: one.version.version + 1,
    state: 'in-review' as const,
    digest: questionDigest({ ...content, code: one.code }),
    origin: 'written' as const,
    authorId: author.accountId,
    approverId: null,
    approvedAt: null,
    createdAt: at,
  }
}
