import type { Db } from '#db/client.ts'
import { findBlueprint } from '#db/queries/blueprints.ts'
import type { Region } from '#db/queries/regions.ts'
import { Blueprint, examTemplates } from '#question-bank/blueprint.ts'

import { isUuid } from '../statistics/scope.ts'

/** What a new blueprint or exam is copied from: a shipped template or a blueprint of the region. */
export type BlueprintSource = {
  /** Null: it was shipped, its name is a word of the catalogue. */
  nameZh: string | null
  nameEn: string | null
  templateId: (typeof examTemplates)[number]['id'] | null
  blueprint: Blueprint
  durationMinutes: number
  passMarks: number
  /** What a template says besides; for a blueprint the usual. */
  kind: 'online' | 'centre'
  maxTries: number
}

/** Finds a source by the word that forms carry: a template's id or a blueprint's. Archived ones are found too. */
export async function findBlueprintSource(
  tx: Db,
  region: Region,
  word: string,
): Promise<BlueprintSource | null> {
  const template = examTemplates.find(({ id }) => id === word)
  if (template) {
    const { id, blueprint, durationMinutes, passMarks, kind, maxTries } = template
    return {
      ...{ nameZh: null, nameEn: null, templateId: id, blueprint, durationMinutes, passMarks, kind },
      maxTries: kind === 'centre' ? 1 : maxTries,
    }
  }
  const row = isUuid(word) ? await findBlueprint(tx, region, word) : null
  const blueprint = Blueprint.safeParse(row?.blueprint)
  if (!row || !blueprint.success) return null
  const { nameZh, nameEn, durationMinutes, passMarks } = row
  return {
    ...{ nameZh, nameEn, templateId: null, blueprint: blueprint.data, durationMinutes, passMarks },
    ...{ kind: 'online', maxTries: 1 },
  }
}
