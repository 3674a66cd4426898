import { dayText } from '#app/domain/exam-draft.ts'
import type { BlueprintDraft } from '#app/domain/blueprint-draft.ts'
import type { DraftFaults } from '#app/domain/judge-blueprint.ts'
import { findHomeUnit } from '#db/queries/blueprints.ts'
import { readInstant } from '#db/queries/instant.ts'
import { quotasOf } from '#question-bank/assembly/mix.ts'
import type { Blueprint, Mix } from '#question-bank/blueprint.ts'

import type { ExamProof } from '../administration/exam-proof.ts'
import { type Administrator, regionOfAdministrator } from '../administration/administrator.ts'
import { proveBlueprint } from '../administration/prove-exam.ts'
import { readJudgement } from './save-blueprint.ts'

/** Whether the bank can fill what a form says, now. */
export type DraftProof = {
  blueprint: Blueprint
  /** Per part: how many questions (cases) of each difficulty every paper has. */
  quotas: Mix[]
  proof: ExamProof
  /** The law in force on this day is what was asked for: `YYYY-MM-DD`. */
  day: string
}

/**
 * Proves what a form of a blueprint says, saved or not, for the departments of the administrator's region.
 *
 * @returns `proof` null: the form has faults, or there is no unit yet.
 */
export async function proveDraft(
  administrator: Administrator,
  draft: BlueprintDraft,
): Promise<{ proof: DraftProof | null; faults: DraftFaults }> {
  const { db } = administrator
  // Whoever asks has not chosen a name yet: what the bank can fill does not depend on it.
  const { judged, faults } = await readJudgement(db, { ...draft, nameZh: draft.nameZh || '——' })
  const unitId = await findHomeUnit(db, regionOfAdministrator(administrator))
  if (!judged || !unitId) return { proof: null, faults }
  const { blueprint } = judged
  const day = dayText(await readInstant(db))
  const proof = await proveBlueprint(db, blueprint, { unitId, lawDate: day })
  return { proof: { blueprint, proof, day, quotas: quotasFor(blueprint) }, faults }
}

export const quotasFor = ({ parts }: Blueprint): Mix[] => parts.map((part) => quotasOf(part))
