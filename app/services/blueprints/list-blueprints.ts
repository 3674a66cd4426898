import { type FoundBlueprint, listBlueprints } from '#db/queries/blueprints.ts'
import { Blueprint, examTemplates, partSizes, type PartKind, sizeOf } from '#question-bank/blueprint.ts'

import { type Administrator, regionOfAdministrator } from '../administration/administrator.ts'

/** A paper in one line: how many items of which kind at how many marks (hundredths). */
export type PaperOutline = {
  parts: { kind: PartKind; items: number; marks: number }[]
  items: number
  marks: number
  /** It has a part of the law that the candidate's own department enforces. */
  hasOwnPart: boolean
}

export type BlueprintLine = PaperOutline &
  Omit<FoundBlueprint, 'blueprint'> & {
    /** False: it was written by an older version and no exam can be made from it. */
    isReadable: boolean
  }

export type TemplateLine = PaperOutline & {
  id: (typeof examTemplates)[number]['id']
  kind: 'online' | 'centre'
  durationMinutes: number
  passMarks: number
}

const mostListed = 500

/** The shipped templates, and what the region itself keeps. */
export async function readBlueprintList(
  administrator: Administrator,
): Promise<{ templates: TemplateLine[]; own: BlueprintLine[]; archived: BlueprintLine[] }> {
  const rows = await listBlueprints(administrator.db, regionOfAdministrator(administrator), mostListed)
  const lines = rows.map(lineOf)
  return {
    templates: listTemplates(),
    own: lines.filter(({ archivedAt }) => !archivedAt),
    archived: lines.filter(({ archivedAt }) => archivedAt),
  }
}

function listTemplates(): TemplateLine[] {
  return examTemplates.map(({ id, kind, durationMinutes, passMarks, blueprint }) => ({
    ...{ id, kind, durationMinutes, passMarks },
    ...outlineOf(blueprint),
  }))
}

function lineOf({ blueprint, ...row }: FoundBlueprint): BlueprintLine {
  const read = Blueprint.safeParse(blueprint)
  const outline = read.success ? outlineOf(read.data) : { parts: [], items: 0, marks: 0, hasOwnPart: false }
  return { ...row, ...outline, isReadable: read.success }
}

function outlineOf(blueprint: Blueprint): PaperOutline {
  const hasOwnPart = blueprint.parts.some(({ cells }) => cells.some(({ stock }) => stock === 'own'))
  return { parts: partSizes(blueprint), ...sizeOf(blueprint), hasOwnPart }
}
