import { z } from 'zod'

import { audiences, difficulties, type Difficulty, kinds } from './question.ts'

/** What a part of a paper is made of: questions of one kind that stand alone, or whole cases (案例题). */
export const partKinds = [...kinds, 'case'] as const
export type PartKind = (typeof partKinds)[number]

/** `common`: questions of no trade; `own`: of the trade of the candidate's department ("谁执法谁普法"). */
export const stocks = ['common', 'own'] as const
export type Stock = (typeof stocks)[number]

/** No paper of the field has more than 200 items. */
export const mostItems = 500

const names = z.array(z.string().min(1).max(100)).min(1).max(500)

const Cell = z.strictObject({
  /** Questions; in a case part: cases. */
  count: z.number().int().positive().max(mostItems),
  laws: names.optional(),
  /** Branches of law (部门法). */
  fields: names.optional(),
  topics: names.optional(),
  difficulties: z.array(z.enum(difficulties)).min(1).optional(),
  stock: z.enum(stocks).optional(),
  /** Of a case part: cases of exactly so many questions, so that every paper has equally many items. */
  questions: z.union([z.literal(2), z.literal(3), z.literal(4)]).optional(),
})

const weight = z.number().int().min(0).max(1000)

const Part = z
  .strictObject({
    kind: z.enum(partKinds),
    /** Hundredths, each item. */
    marks: z.number().int().positive().max(100_000),
    /** Weights of the difficulties; see `defaultMix`. */
    mix: z
      .strictObject({ easy: weight, medium: weight, hard: weight })
      .refine(({ easy, medium, hard }) => easy + medium + hard > 0, { message: 'no-mix' })
      .optional(),
    cells: z.array(Cell).min(1).max(200),
  })
  .superRefine(({ kind, cells }, context) => {
    for (const [index, { questions }] of cells.entries()) {
      if ((kind === 'case') === (questions !== undefined)) continue
      context.addIssue({
        code: 'custom',
        path: ['cells', index, 'questions'],
        message: 'questions-of-cases-only',
      })
    }
  })

export type BlueprintPart = z.infer<typeof Part>
export type BlueprintCell = BlueprintPart['cells'][number]

/**
 * What a paper must contain. A part is printed as one part of the paper, in this order; a part's cells may narrow it
 * to laws, fields, topics, difficulties and a stock. Marks are hundredths. The rules: docs/rules/assembly.md.
 */
export const Blueprint = z
  .strictObject({
    parts: z.array(Part).min(1).max(20),
    /** Only questions for these readers. */
    audience: z.enum(audiences).optional(),
    /** A question that more than `papers` papers had within `days` days before the exam was published rests. */
    exposure: z
      .strictObject({
        days: z.number().int().positive().max(3660),
        papers: z.number().int().min(0).max(10_000_000),
      })
      .optional(),
  })
  .refine((blueprint) => sizeOf(blueprint).items <= mostItems, { path: ['parts'], message: 'too-many-items' })
export type Blueprint = z.infer<typeof Blueprint>
export type Mix = Record<Difficulty, number>

/** 易 : 中 : 难 of a part that does not say otherwise. */
export const defaultMix: Mix = { easy: 3, medium: 5, hard: 2 }

export type ExamTemplate = {
  id: 'kemu-yi' | 'hunan' | 'jining' | 'own-law-centre' | 'own-law-online'
  kind: 'centre' | 'online'
  blueprint: Blueprint
  durationMinutes: number
  passMarks: number
  maxTries: number
}

const part = (kind: PartKind, count: number, points: number): BlueprintPart => ({
  kind,
  marks: points * 100,
  cells: [{ count }],
})

/** A part of which most is common and the rest is the law that the candidate's department enforces. */
const ownLawPart = (kind: PartKind, { common, own }: { common: number; own: number }): BlueprintPart => ({
  kind,
  marks: 100,
  cells: [
    { count: common, stock: 'common' },
    { count: own, stock: 'own' },
  ],
})

/**
 * The three templates that offices know (product.md, exam templates to ship), and two with a common part and one of the
 * law that the candidate's department enforces.
 */
export const examTemplates: readonly ExamTemplate[] = [
  {
    id: 'kemu-yi',
    kind: 'centre',
    blueprint: { parts: [part('true-false', 40, 1), part('single', 60, 1)] },
    durationMinutes: 45,
    passMarks: 9000,
    maxTries: 2,
  },
  {
    id: 'hunan',
    kind: 'online',
    blueprint: { parts: [part('true-false', 20, 2), part('single', 30, 1), part('multiple', 15, 2)] },
    durationMinutes: 60,
    passMarks: 6000,
    maxTries: 1,
  },
  {
    id: 'jining',
    kind: 'online',
    blueprint: { parts: [part('single', 40, 1), part('multiple', 20, 2), part('true-false', 20, 1)] },
    durationMinutes: 60,
    passMarks: 8000,
    maxTries: 3,
  },
  {
    id: 'own-law-centre',
    kind: 'centre',
    blueprint: {
      parts: [ownLawPart('true-false', { common: 32, own: 8 }), ownLawPart('single', { common: 52, own: 8 })],
    },
    durationMinutes: 45,
    passMarks: 9000,
    maxTries: 2,
  },
  {
    id: 'own-law-online',
    kind: 'online',
    blueprint: {
      parts: [
        ownLawPart('true-false', { common: 14, own: 6 }),
        ownLawPart('single', { common: 32, own: 8 }),
        { kind: 'multiple', marks: 200, cells: [{ count: 14, stock: 'common' }] },
        { kind: 'case', marks: 200, cells: [{ count: 2, questions: 3, stock: 'common' }] },
      ],
    },
    durationMinutes: 60,
    passMarks: 8000,
    maxTries: 3,
  },
]

type Parts = { parts: readonly BlueprintPart[] }

/** The parts of a paper by this blueprint, in order: how many items each has, and the marks (hundredths) of one. */
export function partSizes({ parts }: Parts): { kind: PartKind; items: number; marks: number }[] {
  return parts.map(({ kind, marks, cells }) => ({
    kind,
    marks,
    items: cells.reduce((sum, { count, questions = 1 }) => sum + count * questions, 0),
  }))
}

/** Number of items and full marks (hundredths) of a paper by this blueprint. */
export function sizeOf(blueprint: Parts): { items: number; marks: number } {
  const parts = partSizes(blueprint)
  return {
    items: parts.reduce((sum, { items }) => sum + items, 0),
    marks: parts.reduce((sum, { items, marks }) => sum + items * marks, 0),
  }
}
