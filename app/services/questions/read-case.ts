import { takeQuestionStep } from '#app/domain/question-steps.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listLawNames } from '#db/queries/bank-pages.ts'
import { listCase } from '#db/queries/cases.ts'
import { readInstant } from '#db/queries/instant.ts'

import { actorOf, type BankStaff, isAuthor, mayRead, personOf } from './bank-staff.ts'
import { caseSize } from './write-question.ts'

/** A case as a whole: its material and its questions with their keys, each in its newest version. Audited. */
export async function readCase(staff: BankStaff, caseCode: string) {
  if (!mayRead(staff)) return refuse('not-found')
  return staff.db.transaction(async (tx) => {
    const rows = await listCase(tx, caseCode)
    const alive = rows.filter(({ state }) => state !== 'retired')
    const first = alive[0] ?? rows[0]
    if (!first) return refuse('not-found')
    const laws = new Map((await listLawNames(tx)).map(({ id, short }) => [id, short]))
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(staff),
      action: 'case.read',
      subject: 'case',
      subjectId: caseCode,
      detail: { codes: rows.map(({ code }) => code) },
    })
    const who = personOf(staff)
    const may = (step: Parameters<typeof takeQuestionStep>[0]) =>
      alive.filter((version) => takeQuestionStep(step, version, { who, comment: '-' }).ok).map(keyOf)
    return ok({
      caseCode,
      material: first.material ?? '',
      /** Questions whose newest versions do not have one material: a mistake of an import, to be put right. */
      isTorn: new Set(alive.map(({ material }) => material)).size > 1,
      isTooSmall: alive.length < caseSize.least,
      questions: rows.map((row) => ({
        ...keyOf(row),
        ...{ code: row.code, state: row.state, kind: row.kind, stem: row.stem, options: row.options },
        ...{ key: row.key, explanation: row.explanation, article: row.article, difficulty: row.difficulty },
        lawShort: laws.get(row.lawId) ?? row.lawId,
      })),
      /** What this reader may do with all that are ready for it at once. */
      may: {
        edit: isAuthor(staff) && alive.length > 0,
        add: isAuthor(staff) && alive.length < caseSize.most,
        submitted: may('submitted'),
        approved: may('approved'),
      },
      seen: alive.map(keyOf),
    })
  })
}

export type CaseView = Awaited<ReturnType<typeof readCase>> extends Result<infer View, string> ? View : never

const keyOf = ({ questionId, version }: { questionId: string; version: number }) => ({ questionId, version })
