import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findQuestionById, listLawNames, listVersions, type VersionRow } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, mayRead } from './bank-staff.ts'

/** Two versions of a question, the earlier one first, for a page that shows their differences. Audited. */
export async function readTwoVersions(
  staff: BankStaff,
  questionId: string,
  { from, to }: { from: number; to: number },
) {
  if (!mayRead(staff) || !isUuid(questionId)) return refuse('not-found')
  return staff.db.transaction(async (tx) => {
    const question = await findQuestionById(tx, questionId)
    const versions = question ? await listVersions(tx, questionId) : []
    const find = (wanted: number) => versions.find(({ version }) => version === wanted)
    const [one, other] = [find(Math.min(from, to)), find(Math.max(from, to))]
    if (!question || !one || !other) return refuse('not-found')
    const laws = new Map((await listLawNames(tx)).map(({ id, short }) => [id, short]))
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'question.compared',
      subject: 'question',
      subjectId: question.id,
      detail: { code: question.code, from: one.version, to: other.version },
    })
    const shown = (row: VersionRow) => ({ ...contentOf(row), lawShort: laws.get(row.lawId) ?? row.lawId })
    return ok({
      ...{ questionId: question.id, code: question.code, older: shown(one), newer: shown(other) },
      versions: versions.map(({ version }) => version),
    })
  })
}

export type TwoVersions =
  Awaited<ReturnType<typeof readTwoVersions>> extends Result<infer View, string> ? View : never

function contentOf(row: VersionRow) {
  const { version, state, kind, stem, options, key, explanation, lawVersion, article, topic } = row
  const { difficulty, audience, trades, difficultyReason, note, changed, material } = row
  return {
    ...{ version, state, kind, stem, options, key, explanation, lawVersion, article, topic },
    ...{ difficulty, audience, trades, difficultyReason, note, changed, material },
  }
}
