/**
 * A question as a file says it: every field is the text that stood there, trimmed, or empty. What the words mean
 * (`对`, `A；C`, `难`) is decided in one place for all formats, by `readQuestion` in read-question.ts.
 */
export type FileQuestion = {
  /** Where it stands: the row of the sheet, the line of the text, or the number of the item, from 1. */
  row: number
  /** The sheet it stands on, where the file has several with questions. */
  sheet?: string
  /** The stable code, where the file names one: what is imported again under it is the same question. */
  code: string
  kind: string
  stem: string
  /** In the file's order: the first is A. */
  options: string[]
  /** Letters of the options that stay in their place when options are shuffled. */
  pinned: string
  key: string
  explanation: string
  difficulty: string
  /** Points, as some banks keep them beside the question; read, checked and not kept: marks belong to blueprints. */
  points: string
  law: string
  lawVersion: string
  article: string
  topic: string
  audience: string
  trades: string
  difficultyReason: string
  note: string
  changed: string
  caseCode: string
  material: string
}

export const emptyFileQuestion: FileQuestion = {
  row: 0,
  code: '',
  kind: '',
  stem: '',
  options: [],
  pinned: '',
  key: '',
  explanation: '',
  difficulty: '',
  points: '',
  law: '',
  lawVersion: '',
  article: '',
  topic: '',
  audience: '',
  trades: '',
  difficultyReason: '',
  note: '',
  changed: '',
  caseCode: '',
  material: '',
}

/** A row that could not even be read as a question (the rest of the file could). */
export type RejectedRow = { row: number; sheet?: string; code: string; reason: string }

/** What stood in a file. */
export type FileContent = { questions: FileQuestion[]; rejected: RejectedRow[] }

/** Why a whole file was refused; nothing of it was read. */
export type FileFault =
  | 'empty-file'
  | 'too-large'
  | 'too-many-questions'
  | 'wrong-encoding'
  | 'malformed'
  | 'unsupported'
  | 'unsafe'

/** A file that cannot be read as a whole. `detail` says where and what, in words somebody can act on. */
export class UnreadableFile extends Error {
  readonly fault: FileFault

  constructor(fault: FileFault, detail: string) {
    super(detail)
    this.name = 'UnreadableFile'
    this.fault = fault
  }
}

export const fileFormats = ['xlsx', 'text', 'gift', 'moodle-xml', 'qti3'] as const
export type FileFormat = (typeof fileFormats)[number]
