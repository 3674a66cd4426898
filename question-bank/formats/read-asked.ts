import type { WrittenContent } from '../judge-content.ts'
import { cleanText, plainWord } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'
import { readLetters, readTruthKey } from './read-key.ts'
import { isTruthPair, readKind } from './read-kind.ts'
import { reject, type Rejection } from './row-fault.ts'
import { stripLetters, stripNumber } from './strip-number.ts'

/** What is asked, what is right, and why. */
export type Asked = Pick<WrittenContent, 'kind' | 'stem' | 'options' | 'key' | 'pinned' | 'explanation'>
type AskedResult = { ok: true; value: Asked } | Rejection

export function readAsked(said: FileQuestion): AskedResult {
  const stem = stripNumber(cleanText(said.stem))
  if (stem === '') return reject('no-stem')
  const options = readOptions(said.options)
  if (!options) return reject('option-gap')
  if (plainWord(said.key) === '') return reject('no-key')
  const kind = readKind(said.kind, { key: said.key, options })
  if (kind === 'no-kind' || kind === 'unsupported-kind') return reject(kind, said.kind)
  const explanation = cleanText(said.explanation)
  if (explanation === '') return reject('no-explanation')
  const rest = { kind, stem, explanation }
  return kind === 'true-false' ? readTruth(said, options, rest) : readChoice(said, options, rest)
}

/** Without empty cells at the end; null where one stands between others. */
function readOptions(cells: readonly string[]): string[] | null {
  const texts = cells.map(cleanText)
  const filled = texts.slice(0, texts.findLastIndex((option) => option !== '') + 1)
  return filled.includes('') ? null : stripLetters(filled)
}

type Rest = Pick<Asked, 'kind' | 'stem' | 'explanation'>

function readTruth(said: FileQuestion, options: string[], rest: Rest): AskedResult {
  if (!isTruthPair(options)) return reject('truth-options', options.join('；'))
  const key = readTruthKey(said.key, options)
  return key === null
    ? reject('key-true-false', said.key)
    : { ok: true, value: { ...rest, options: [], key, pinned: '' } }
}

function readChoice(said: FileQuestion, options: string[], rest: Rest): AskedResult {
  const key = readLetters(said.key, options)
  if (key === null) return reject('key-unreadable', said.key)
  const pinned = plainWord(said.pinned) === '' ? '' : readLetters(said.pinned, options)
  return pinned === null
    ? reject('pinned-beyond', said.pinned)
    : { ok: true, value: { ...rest, options, key, pinned } }
}
