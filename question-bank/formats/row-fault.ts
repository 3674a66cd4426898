import { cleanText } from './clean-text.ts'
import type { ItemFault } from './item-fault.ts'

/** Why a question of a file was not taken: a stable word for programs; app/i18n/bank-files.ts has it in words. */
export const rowFaults = [
  'no-stem',
  'stem-length',
  'no-kind',
  'unsupported-kind',
  'option-count',
  'option-gap',
  'option-length',
  'option-twice',
  'truth-options',
  'no-key',
  'key-unreadable',
  'key-beyond',
  'key-one',
  'key-several',
  'key-true-false',
  'pinned-beyond',
  'no-law',
  'several-citations',
  'unknown-law',
  'unknown-law-version',
  'no-version-in-force',
  'no-article',
  'beyond-last-article',
  'no-explanation',
  'explanation-length',
  'topic-length',
  'unknown-difficulty',
  'unknown-audience',
  'unknown-trade',
  'bad-points',
  'bad-code',
  'bad-case-code',
  'no-material',
  'material-length',
  'case-conflict',
  'case-full',
  'note-length',
  'difficulty-reason-length',
  'changed-length',
  'no-cell-value',
  'date-cell',
  'code-twice',
  'twice-in-file',
  'contradicted-in-file',
  'already-in-bank',
] as const
export type RowFault = (typeof rowFaults)[number]

/** With what a reader of a structured format may find. */
export type ItemFaultOrRowFault = RowFault | ItemFault

/** `detail`: the text that it is about, for the reason in words. */
export type Rejection = { ok: false; fault: RowFault; detail: string }

export const reject = (fault: RowFault, detail = ''): Rejection => ({
  ok: false,
  fault,
  detail: shortened(cleanText(detail)),
})

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
