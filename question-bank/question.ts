import { z } from 'zod'

/** The kinds of questions an exam of this field uses. */
export const kinds = ['single', 'multiple', 'true-false'] as const
export type Kind = (typeof kinds)[number]

export const difficulties = ['easy', 'medium', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]

export const audiences = ['leaders', 'general', 'enforcement'] as const

/** A question as its author writes it in `content/<law>.json`. Keys are letters (`B`, `ACD`), or `T` and `F`. */
const WrittenQuestion = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{3}$/),
  kind: z.enum(kinds),
  article: z.string().min(3).max(20),
  topic: z.string().min(1).max(30),
  difficulty: z.enum(difficulties),
  /** What makes it as hard as it is said to be. */
  difficultyReason: z.string().min(2).max(300).optional(),
  audience: z.array(z.enum(audiences)).min(1),
  trades: z.array(z.string()),
  stem: z.string().min(6).max(2000),
  options: z.array(z.string().min(1).max(500)).min(2).max(8).optional(),
  key: z.string().regex(/^([A-H]+|T|F)$/),
  /** Letters of options that stay in their place when options are shuffled ("以上都对"). */
  pinned: z
    .string()
    .regex(/^[A-H]+$/)
    .optional(),
  explanation: z.string().min(10).max(2000),
  /** What the author tells the reviewer: what it tests, and what to watch when the law changes. */
  note: z.string().min(2).max(1000).optional(),
  /** What the rule was before, where a new version of the law changed the answer. */
  changed: z.string().min(4).max(1000).optional(),
  /** The case (案例) whose material it asks about. */
  case: z
    .string()
    .regex(/^[a-z]+-c\d{2}$/)
    .optional(),
})
export type WrittenQuestion = z.infer<typeof WrittenQuestion>

/** All questions on one law. */
export const WrittenLaw = z.strictObject({
  law: z.string(),
  version: z.string(),
  /** Materials (案例材料), each with two to four questions that follow one another. */
  cases: z
    .array(
      z.strictObject({ id: z.string().regex(/^[a-z]+-c\d{2}$/), material: z.string().min(20).max(2000) }),
    )
    .optional(),
  questions: z.array(WrittenQuestion),
})
export type WrittenLaw = z.infer<typeof WrittenLaw>

/** A law and its versions, as the registry keeps them. Days are `YYYY-MM-DD`; `effectiveTo` is the last day in force. */
export const LawRecord = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  short: z.string(),
  title: z.string(),
  /** Branch of law (部门法), by which blueprints group laws. */
  field: z.string().min(1),
  versions: z
    .array(
      z.strictObject({
        version: z.iso.date(),
        promulgated: z.iso.date(),
        effectiveFrom: z.iso.date(),
        effectiveTo: z.iso.date().nullable(),
        articleCount: z.number().int().positive(),
        verifiedOn: z.iso.date(),
        source: z.string(),
      }),
    )
    .min(1),
})
export type LawRecord = z.infer<typeof LawRecord>

/** `pinned`: it stays in its place when the others are shuffled ("以上都对"). */
export type Option = { id: string; text: string; pinned?: true }

/** A question ready to be asked: options have ids that never change with their order. */
export type Question = {
  code: string
  kind: Kind
  lawId: string
  lawVersion: string
  article: string
  topic: string
  difficulty: Difficulty
  audience: string[]
  trades: string[]
  stem: string
  options: Option[]
  key: string[]
  explanation: string
  difficultyReason: string
  note: string
  /** The older rule, where it differs; null where it does not. */
  changed: string | null
  /** Questions of one case share its code and its material; both null for a question that stands alone. */
  caseCode: string | null
  material: string | null
}

/** The form in which the bank keeps a written question: true/false has the two options `T` and `F`. */
export function questionOf(
  written: WrittenQuestion,
  law: Pick<WrittenLaw, 'law' | 'version' | 'cases'>,
): Question {
  const truth = written.kind === 'true-false'
  return {
    code: written.id,
    kind: written.kind,
    lawId: law.law,
    lawVersion: law.version,
    article: written.article,
    topic: written.topic,
    difficulty: written.difficulty,
    audience: written.audience,
    trades: written.trades,
    stem: written.stem,
    options: truth
      ? [
          { id: 'T', text: '正确' },
          { id: 'F', text: '错误' },
        ]
      : optionsOf(written.options ?? [], written.pinned),
    key: [...written.key],
    explanation: written.explanation,
    difficultyReason: written.difficultyReason ?? '',
    note: written.note ?? '',
    changed: written.changed ?? null,
    ...caseOf(written, law),
  }
}

/** Options under their letters, with those that stay in their place. */
export function optionsOf(texts: readonly string[], pinned = ''): Option[] {
  return texts.map((text, index) => {
    const id = letter(index)
    return pinned.includes(id) ? { id, text, pinned: true } : { id, text }
  })
}

function caseOf(
  written: WrittenQuestion,
  { cases = [] }: Pick<WrittenLaw, 'cases'>,
): Pick<Question, 'caseCode' | 'material'> {
  const found = cases.find(({ id }) => id === written.case)
  return found ? { caseCode: found.id, material: found.material } : { caseCode: null, material: null }
}

/** A, B, C … for the option at `index`. */
export const letter = (index: number) => String.fromCharCode(65 + index)
