import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listAskable, listEnemies } from '#db/queries/bank.ts'
import { findOwnExam, type ItemOutline, listItemOutlines, type OwnExam } from '#db/queries/exam-drafts.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listExamFacts } from '#db/queries/question-facts.ts'
import { type DepartmentRow, listDepartments } from '#db/queries/trades.ts'
import { assemblePaper } from '#question-bank/assembly/assemble-paper.ts'
import type { AssembledItem } from '#question-bank/assembly/candidate.ts'
import { proveFillable } from '#question-bank/assembly/prove-fillable.ts'
import { Blueprint, partSizes, type PartKind } from '#question-bank/blueprint.ts'

import { type Administrator, actorOf, regionOfAdministrator } from '../administration/administrator.ts'
import { bankStateOf } from '../papers/bank-state.ts'
import { readQuestionFacts } from '../papers/question-facts.ts'
import { isUuid } from '../statistics/scope.ts'

/** One item of an example paper: what it is about, never what it asks. Marks are hundredths. */
export type PreviewItem = Omit<ItemOutline, 'versionId'> & { kind: AssembledItem['kind']; marks: number }

export type PaperPreview = {
  exam: Pick<ExamRow, 'id' | 'titleZh' | 'titleEn' | 'publishedAt' | 'lawDate'>
  departments: DepartmentRow[]
  department: DepartmentRow
  seed: string
  /** Null: the bank cannot fill a paper for this department. */
  parts: { kind: PartKind; items: PreviewItem[] }[] | null
}

/**
 * An example paper of an exam, by any seed and for any department of its region: its structure. Questions of a future exam
 * are for authors and reviewers (product.md), so no stem, option or key is in it; every reading is recorded.
 *
 * No candidate's paper is shown: their seeds begin with the exam's own secret one, these with a word of this file.
 */
export function previewPaper(
  administrator: Administrator,
  { examId, seed, unitId }: { examId: string; seed: string; unitId: string },
): Promise<Result<PaperPreview, 'not-found' | 'no-departments'>> {
  return administrator.db.transaction(async (tx) => {
    const found = isUuid(examId) ? await findOwnExam(tx, regionOfAdministrator(administrator), examId) : null
    if (!found) return refuse('not-found')
    const departments = await listDepartments(tx, found.campaign.unitId)
    const department = departments.find((one) => one.unitId === unitId) ?? departments[0]
    if (!department) return refuse('no-departments')
    const parts = await assembleExample(tx, found, { seed, department })
    await appendAudit(tx, {
      ...{ at: await readInstant(tx), actor: actorOf(administrator), action: 'exam.previewed' },
      ...{ unitId: found.campaign.unitId, subject: 'exam', subjectId: examId },
      detail: { seed, unit: department.nameZh },
    })
    const { id, titleZh, titleEn, publishedAt, lawDate } = found.exam
    return ok({ exam: { id, titleZh, titleEn, publishedAt, lawDate }, departments, department, seed, parts })
  })
}

async function assembleExample(
  tx: Db,
  { exam }: OwnExam,
  { seed, department }: { seed: string; department: DepartmentRow },
): Promise<PaperPreview['parts']> {
  const blueprint = Blueprint.parse(exam.rules.blueprint)
  const facts = exam.publishedAt
    ? await listExamFacts(tx, exam.id)
    : await readQuestionFacts(tx, blueprint, await readInstant(tx))
  const { index } = bankStateOf(await listAskable(tx, exam.lawDate), await listEnemies(tx), facts)
  const trades = department.trade === null ? [] : [department.trade]
  if (proveFillable(blueprint, index, trades).length > 0) return null
  const items = assemblePaper(blueprint, index, { seed: `preview:${seed}`, trades })
  return inParts(blueprint, await outlined(tx, items))
}

async function outlined(tx: Db, items: readonly AssembledItem[]): Promise<PreviewItem[]> {
  const outlines = new Map(
    (
      await listItemOutlines(
        tx,
        items.map(({ questionVersionId }) => questionVersionId),
      )
    ).map(({ versionId, ...outline }) => [versionId, outline]),
  )
  return items.flatMap(({ questionVersionId, kind, marks }) => {
    const outline = outlines.get(questionVersionId)
    return outline ? [{ ...outline, kind, marks }] : []
  })
}

/** A paper is printed part by part: so many items of each. */
function inParts(blueprint: Blueprint, items: readonly PreviewItem[]) {
  let from = 0
  return partSizes(blueprint).map(({ kind, items: count }) => {
    from += count
    return { kind, items: items.slice(from - count, from) }
  })
}
