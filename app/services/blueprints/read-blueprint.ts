import { type BlueprintDraft, draftOf, emptyDraft } from '#app/domain/blueprint-draft.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { findBlueprint, type FoundBlueprint, listLawNames } from '#db/queries/blueprints.ts'
import { Blueprint } from '#question-bank/blueprint.ts'

import { type Administrator, regionOfAdministrator } from '../administration/administrator.ts'
import { isUuid } from '../statistics/scope.ts'
import { type BlueprintSource, findBlueprintSource } from './find-source.ts'

/** A branch of law (部门法) with its laws, for choosing. `name` empty: laws of no known branch. */
export type LawField = { name: string; laws: { id: string; short: string }[] }

export type BlueprintView = Omit<FoundBlueprint, 'blueprint'> & {
  /** Null: it was written by an older version and cannot be worked on any more. */
  draft: BlueprintDraft | null
}

/** A blueprint of the region as its form shows it. */
export async function readBlueprint(
  administrator: Administrator,
  id: string,
): Promise<Result<BlueprintView, 'not-found'>> {
  const region = regionOfAdministrator(administrator)
  const found = isUuid(id) ? await findBlueprint(administrator.db, region, id) : null
  if (!found) return refuse('not-found')
  const { blueprint, ...row } = found
  const read = Blueprint.safeParse(blueprint)
  return ok({ ...row, draft: read.success ? draftOf(read.data, row) : null })
}

/**
 * What a new blueprint begins with: a copy of a template or of one of the region's, or one part to be filled in.
 *
 * @param from Empty: nothing is copied.
 */
export async function readNewBlueprint(
  administrator: Administrator,
  from: string,
): Promise<
  Result<{ draft: BlueprintDraft; source: Omit<BlueprintSource, 'blueprint'> | null }, 'not-found'>
> {
  if (from === '') return ok({ draft: emptyDraft, source: null })
  const source = await findBlueprintSource(administrator.db, regionOfAdministrator(administrator), from)
  if (!source) return refuse('not-found')
  const { blueprint, ...rest } = source
  // A copy gets a name of its own.
  return ok({ draft: draftOf(blueprint, { ...rest, nameZh: '', nameEn: '' }), source: rest })
}

/** The registry's laws by branch, for the rows of a blueprint. */
export async function listLawFields({ db }: Administrator): Promise<LawField[]> {
  const fields = new Map<string, LawField>()
  for (const { id, short, field } of await listLawNames(db)) {
    const branch = fields.get(field) ?? { name: field, laws: [] }
    branch.laws.push({ id, short })
    fields.set(field, branch)
  }
  return [...fields.values()]
}
