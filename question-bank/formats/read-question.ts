import {
  type ContentFaults,
  contentOf,
  judgeContent,
  judgeMaterial,
  type WrittenContent,
} from '../judge-content.ts'
import type { Question } from '../question.ts'
import { cleanText } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'
import type { LawRegistry } from './law-registry.ts'
import { type Cited, readCited } from './read-cited.ts'
import { readAsked } from './read-asked.ts'
import { readLabels } from './read-labels.ts'
import { reject, type Rejection, type RowFault } from './row-fault.ts'

/** What a file need not say: a question that the bank knows keeps its own, a new one gets the customary value. */
export type SilentField =
  | 'lawVersion'
  | 'topic'
  | 'difficulty'
  | 'audience'
  | 'trades'
  | 'pinned'
  | 'difficultyReason'
  | 'note'
  | 'changed'
  | 'case'

export type ReadQuestion = {
  row: number
  sheet: string | null
  /** Null: the file names none, or only counts its rows. */
  code: string | null
  content: Omit<Question, 'code'>
  silent: SilentField[]
}

export type RowResult = { ok: true; value: ReadQuestion } | Rejection

/**
 * What a question of a file means, whatever format it came from: half and full width, `ABCD` and `A；C`, `√` and
 * `对`, `单选` and `单项选择题`, automatic numbers, `《行政处罚法》第44条`. What is really ambiguous is rejected, never
 * guessed; the rules are those of the form (`judgeContent`).
 *
 * @param registry The laws that may be cited; an unnamed version is the one in force on its `today`.
 */
export function readQuestion(said: FileQuestion, registry: LawRegistry): RowResult {
  const asked = readAsked(said)
  if (!asked.ok) return asked
  const cited = readCited(said, registry)
  if (!cited.ok) return cited
  const { law, article } = cited.value
  const labels = readLabels(said, law.short)
  if (!labels.ok) return labels
  const written: WrittenContent = {
    ...asked.value,
    ...labels.value,
    article,
    lawId: law.id,
    lawVersion: law.version,
    difficultyReason: cleanText(said.difficultyReason),
    note: cleanText(said.note),
    changed: cleanText(said.changed),
  }
  const fault = firstFault(judgeContent(written, law), said)
  if (fault) return fault
  const named = readNames(said)
  if (!named.ok) return named
  const { code, caseCode, material } = named.value
  return {
    ok: true,
    value: {
      row: said.row,
      sheet: said.sheet ?? null,
      code,
      content: contentOf(written, { caseCode, material }),
      silent: silentOf(said, cited.value),
    },
  }
}

type Names = { code: string | null } & Pick<Question, 'caseCode' | 'material'>

/** Its code, and its case: both a code and a material, or neither (`completeCases` adds what a file leaves out). */
function readNames(said: FileQuestion): { ok: true; value: Names } | Rejection {
  const code = readCode(said.code)
  if (code === undefined) return reject('bad-code', said.code)
  const [caseCode, material] = [cleanText(said.caseCode).normalize('NFKC'), cleanText(said.material)]
  if (caseCode === '' && material === '') return { ok: true, value: { code, caseCode: null, material: null } }
  if (material === '') return reject('no-material', caseCode)
  if (!isCode(caseCode)) return reject('bad-case-code', caseCode)
  if (judgeMaterial(material)) return reject('material-length')
  return { ok: true, value: { code, caseCode, material } }
}

/** Null for none and for a mere running number, which another file uses again; undefined for what cannot be one. */
function readCode(text: string): string | null | undefined {
  const code = cleanText(text).normalize('NFKC')
  if (!/\p{L}/u.test(code) || /^第\d+题?$/.test(code)) return null
  return isCode(code) ? code : undefined
}

/** The bank counts on from the highest of its own codes (zj, dr): a file must not use those numbers up. */
const isCode = (code: string) =>
  code.length <= 40 &&
  /^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u.test(code) &&
  !/^(?:zj|dr)-c?\d{9,}$/.test(code)

/** The order in which an author would mend them. */
const words: [keyof ContentFaults, RowFault | null][] = [
  ['stem', 'stem-length'],
  ['options', null],
  ['key', null],
  ['pinned', null],
  ['law', 'unknown-law'],
  ['article', null],
  ['explanation', 'explanation-length'],
  ['topic', 'topic-length'],
  ['audience', 'unknown-audience'],
  ['trades', 'unknown-trade'],
  ['difficultyReason', 'difficulty-reason-length'],
  ['note', 'note-length'],
  ['changed', 'changed-length'],
]

function firstFault(faults: ContentFaults, said: FileQuestion): Rejection | null {
  for (const [field, word] of words) {
    const fault = faults[field]
    if (fault === undefined) continue
    if (fault === 'length' || fault === 'none-chosen') return reject(word ?? 'option-length')
    return reject(fault, detailOf(field, said))
  }
  return null
}

function detailOf(field: keyof ContentFaults, said: FileQuestion): string {
  if (field === 'article') return said.article || said.law
  if (field === 'options') return String(said.options.filter((option) => cleanText(option) !== '').length)
  return field === 'key' || field === 'pinned' || field === 'trades' ? said[field] : ''
}

function silentOf(said: FileQuestion, { isVersionSaid }: Cited): SilentField[] {
  const texts: [SilentField, string][] = [
    ['lawVersion', isVersionSaid ? 'said' : ''],
    ['topic', said.topic],
    ['difficulty', said.difficulty],
    ['audience', said.audience],
    ['trades', said.trades],
    ['pinned', said.pinned],
    ['difficultyReason', said.difficultyReason],
    ['note', said.note],
    ['changed', said.changed],
    ['case', said.caseCode + said.material],
  ]
  return texts.flatMap(([field, text]) => (cleanText(text) === '' ? [field] : []))
}
