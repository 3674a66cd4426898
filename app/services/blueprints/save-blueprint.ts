import type { BlueprintDraft } from '#app/domain/blueprint-draft.ts'
import {
  type DraftFaults,
  judgeBlueprint,
  type JudgedBlueprint,
  type KnownLaws,
} from '#app/domain/judge-blueprint.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  findHomeUnit,
  insertBlueprint,
  listLawNames,
  lockBlueprint,
  updateBlueprint,
} from '#db/queries/blueprints.ts'
import { readInstant } from '#db/queries/instant.ts'
import { sizeOf } from '#question-bank/blueprint.ts'

import { type Administrator, actorOf, regionOfAdministrator } from '../administration/administrator.ts'
import { isUuid } from '../statistics/scope.ts'

/** A form with faults changes nothing; they are named by field. */
export type Faulty = { ok: false; refusal: 'faulty'; faults: DraftFaults }

/** Reads what a form means against the registry of laws. */
export async function readJudgement(tx: Db, draft: BlueprintDraft) {
  return judgeBlueprint(draft, knownOf(await listLawNames(tx)))
}

function knownOf(laws: readonly { id: string; field: string }[]): KnownLaws {
  const known = new Map<string, string[]>()
  for (const { id, field } of laws) known.set(field, [...(known.get(field) ?? []), id])
  return known
}

/** Keeps a new blueprint for the administrator's region. `no-unit`: there is no unit yet that it could belong to. */
export function createBlueprint(
  administrator: Administrator,
  draft: BlueprintDraft,
): Promise<Result<{ id: string }, 'no-unit'> | Faulty> {
  return administrator.db.transaction(async (tx) => {
    const unitId = await findHomeUnit(tx, regionOfAdministrator(administrator))
    if (!unitId) return refuse('no-unit')
    const { judged, faults } = await readJudgement(tx, draft)
    if (!judged) return { ok: false as const, refusal: 'faulty' as const, faults }
    const now = await readInstant(tx)
    const changed = { changedBy: administrator.accountId, changedAt: now }
    const id = await insertBlueprint(tx, { unitId, ...judged, ...changed })
    await appendAudit(tx, {
      ...{ at: now, actor: actorOf(administrator), action: 'blueprint.made', unitId },
      ...{ subject: 'blueprint', subjectId: id, detail: detailOf(judged) },
    })
    return ok({ id })
  })
}

export type ChangeRefusal = 'not-found' | 'changed' | 'archived'

/**
 * Changes a blueprint of the region. Exams made from it keep their copies.
 *
 * @param base When it had been changed last, as the form was filled from it (milliseconds): whoever worked on an older
 * state is told so instead of undoing what somebody else did.
 */
export function changeBlueprint(
  administrator: Administrator,
  { id, base }: { id: string; base: number },
  draft: BlueprintDraft,
): Promise<Result<null, ChangeRefusal> | Faulty> {
  return administrator.db.transaction(async (tx) => {
    const row = isUuid(id) ? await lockBlueprint(tx, regionOfAdministrator(administrator), id) : null
    if (!row) return refuse('not-found')
    if (row.archivedAt) return refuse('archived')
    if (row.changedAt.getTime() !== base) return refuse('changed')
    const { judged, faults } = await readJudgement(tx, draft)
    if (!judged) return { ok: false as const, refusal: 'faulty' as const, faults }
    const now = await readInstant(tx)
    await updateBlueprint(tx, id, { ...judged, changedBy: administrator.accountId, changedAt: now })
    await appendAudit(tx, {
      ...{ at: now, actor: actorOf(administrator), action: 'blueprint.changed', unitId: row.unitId },
      ...{ subject: 'blueprint', subjectId: id },
      detail: { ...detailOf(judged), replacedBlueprint: JSON.stringify(row.blueprint) },
    })
    return ok(null)
  })
}

/** Puts a blueprint away, or takes it out again: nothing is deleted. Doing it twice changes nothing. */
export function archiveBlueprint(
  administrator: Administrator,
  { id, archived }: { id: string; archived: boolean },
): Promise<Result<null, 'not-found'>> {
  return administrator.db.transaction(async (tx) => {
    const row = isUuid(id) ? await lockBlueprint(tx, regionOfAdministrator(administrator), id) : null
    if (!row) return refuse('not-found')
    if ((row.archivedAt !== null) === archived) return ok(null)
    const now = await readInstant(tx)
    await updateBlueprint(tx, id, { archivedAt: archived ? now : null })
    await appendAudit(tx, {
      ...{ at: now, actor: actorOf(administrator), unitId: row.unitId, subject: 'blueprint', subjectId: id },
      action: archived ? 'blueprint.archived' : 'blueprint.restored',
    })
    return ok(null)
  })
}

function detailOf({ nameZh, blueprint, durationMinutes, passMarks }: JudgedBlueprint) {
  const { items, marks } = sizeOf(blueprint)
  return { name: nameZh, items, marks, durationMinutes, passMarks, blueprint: JSON.stringify(blueprint) }
}
