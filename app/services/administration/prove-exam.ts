import type { Db } from '#db/client.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { listAskable, listEnemies } from '#db/queries/bank.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listExamFacts, type QuestionFactRow } from '#db/queries/question-facts.ts'
import { type DepartmentRow, findCampaignUnit, listDepartments } from '#db/queries/trades.ts'
import { type IndexedBank, indexBank } from '#question-bank/assembly/index-bank.ts'
import { tradesWithStock } from '#question-bank/assembly/prepare.ts'
import { proveFillable } from '#question-bank/assembly/prove-fillable.ts'
import { Blueprint, sizeOf } from '#question-bank/blueprint.ts'

import { readQuestionFacts } from '../papers/question-facts.ts'
import type { DepartmentProof, ExamProof } from './exam-proof.ts'

type Provable = Pick<ExamRow, 'id' | 'campaignId' | 'rules' | 'lawDate' | 'publishedAt'>

/**
 * Proves that papers of an exam can be assembled for every department of its campaign's region from what may be asked, or
 * names what is missing (rules A8, A9). For a draft, with what is known of the questions now; for a published exam, with
 * what was known then.
 */
export async function proveExam(db: Db, exam: Provable): Promise<ExamProof> {
  const blueprint = Blueprint.parse(exam.rules.blueprint)
  const unitId = await findCampaignUnit(db, exam.campaignId)
  const facts = exam.publishedAt ? await listExamFacts(db, exam.id) : undefined
  return proveBlueprint(db, blueprint, { unitId, lawDate: exam.lawDate, facts })
}

type Where = { unitId: string; lawDate: string; facts?: readonly QuestionFactRow[] | undefined }

/**
 * As `proveExam`, for a blueprint that is no exam's yet.
 *
 * @param where The departments of this unit and below it; the law in force on this day (`YYYY-MM-DD`); what is known of the
 *   questions, read now unless given.
 */
export async function proveBlueprint(
  db: Db,
  blueprint: Blueprint,
  { unitId, lawDate, facts }: Where,
): Promise<ExamProof> {
  const known = facts ?? (await readQuestionFacts(db, blueprint, await readInstant(db)))
  const byQuestion = new Map(known.map((fact) => [fact.questionId, fact]))
  const bank = indexBank(await listAskable(db, lawDate), await listEnemies(db), byQuestion)
  const departments = await listDepartments(db, unitId)
  return {
    items: sizeOf(blueprint).items,
    needs: needsOf(blueprint, bank),
    departments: departments.map((department) => proofOf(blueprint, bank, department)),
  }
}

function needsOf({ parts }: Blueprint, { blocks }: IndexedBank): ExamProof['needs'] {
  return parts.map(({ kind, cells }) => ({
    kind,
    needed: cells.reduce((sum, { count }) => sum + count, 0),
    available: blocks.filter((block) => block.kind === kind).length,
  }))
}

function proofOf(blueprint: Blueprint, bank: IndexedBank, department: DepartmentRow): DepartmentProof {
  const trades = department.trade === null ? [] : [department.trade]
  const hasOwnPart = blueprint.parts.some(({ cells }) => cells.some(({ stock }) => stock === 'own'))
  return {
    ...department,
    usesCommonInsteadOfOwn: hasOwnPart && tradesWithStock(bank, trades).length === 0,
    shortages: proveFillable(blueprint, bank, trades),
  }
}
