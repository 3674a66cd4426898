import {
  type BlueprintDraft,
  mostParts,
  mostRows,
  type PartDraft,
  type RowDraft,
} from '#app/domain/blueprint-draft.ts'
import type { PartKind } from '#question-bank/blueprint.ts'
import type { Difficulty } from '#question-bank/question.ts'

// Written out, and not taken from the bank's schemas: the browser reads the form too and need not load them.
const kinds: readonly PartKind[] = ['single', 'multiple', 'true-false', 'case']
const difficulties: readonly Difficulty[] = ['easy', 'medium', 'hard']
const stocks = ['common', 'own'] as const
const audiences = ['leaders', 'general', 'enforcement'] as const
/** No law, branch or name is longer; a longer one names nothing. */
const longest = 120
const mostChosen = 200

/**
 * What the form of a blueprint says, right or not: part `p0` with its rows `p0.r0`, `p0.r1` … What it says beyond
 * the parts and rows of the form is not read.
 *
 * @returns Null: it is not the form of a blueprint at all.
 */
export function readDraft(form: FormData): BlueprintDraft | null {
  const parts: PartDraft[] = []
  for (let index = 0; index < mostParts && form.has(`p${index}.kind`); index += 1) {
    const part = readPart(form, `p${index}`)
    if (!part) return null
    parts.push(part)
  }
  if (parts.length === 0) return null
  return {
    nameZh: text(form, 'nameZh', 200),
    nameEn: text(form, 'nameEn', 200),
    minutes: text(form, 'minutes'),
    passPoints: text(form, 'passPoints'),
    audience: known(audiences, text(form, 'audience')) ?? '',
    exposureDays: text(form, 'exposureDays'),
    exposurePapers: text(form, 'exposurePapers'),
    parts,
  }
}

function readPart(form: FormData, at: string): PartDraft | null {
  const kind = known(kinds, text(form, `${at}.kind`))
  const rows: RowDraft[] = []
  while (rows.length < mostRows && form.has(`${at}.r${rows.length}.count`)) {
    rows.push(readRow(form, `${at}.r${rows.length}`))
  }
  if (!kind || rows.length === 0) return null
  return {
    kind,
    points: text(form, `${at}.points`),
    mix: {
      easy: text(form, `${at}.easy`),
      medium: text(form, `${at}.medium`),
      hard: text(form, `${at}.hard`),
    },
    rows,
  }
}

function readRow(form: FormData, at: string): RowDraft {
  return {
    count: text(form, `${at}.count`),
    questions: text(form, `${at}.questions`),
    stock: known(stocks, text(form, `${at}.stock`)) ?? '',
    laws: chosen(form, `${at}.law`),
    fields: chosen(form, `${at}.field`),
    topics: text(form, `${at}.topics`, 2000),
    difficulties: chosen(form, `${at}.difficulty`).flatMap((value) => known(difficulties, value) ?? []),
  }
}

/** Longer text than a field holds is kept long enough to be refused. */
function text(form: FormData, name: string, most = 20): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.normalize('NFC').trim().slice(0, most) : ''
}

const chosen = (form: FormData, name: string): string[] => [
  ...new Set(
    form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => value.slice(0, longest))
      .slice(0, mostChosen),
  ),
]

const known = <Word extends string>(words: readonly Word[], value: string): Word | undefined =>
  words.find((word) => word === value)
