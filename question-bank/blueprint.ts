import { z } from 'zod'

import { difficulties, kinds } from './question.ts'

/**
 * What a paper must contain. A part is printed as one part of the paper, in this order; a part's cells
 * may narrow it to laws and difficulties. Marks are hundredths.
 */
export const Blueprint = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        kind: z.enum(kinds),
        marks: z.number().int().positive(),
        cells: z
          .array(
            z.strictObject({
              count: z.number().int().positive(),
              laws: z.array(z.string()).optional(),
              difficulties: z.array(z.enum(difficulties)).optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
})
export type Blueprint = z.infer<typeof Blueprint>

export type ExamTemplate = {
  id: 'kemu-yi' | 'hunan' | 'jining'
  kind: 'centre' | 'online'
  blueprint: Blueprint
  durationMinutes: number
  passMarks: number
  maxTries: number
}

const part = (kind: Blueprint['parts'][number]['kind'], count: number, points: number) => ({
  kind,
  marks: points * 100,
  cells: [{ count }],
})

/** The three templates that offices know (product.md, exam templates to ship). */
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
]

/** Number of items and full marks (hundredths) of a paper by this blueprint. */
export function sizeOf(blueprint: Blueprint): { items: number; marks: number } {
  let items = 0
  let marks = 0
  for (const { cells, marks: each } of blueprint.parts) {
    const count = cells.reduce((sum, cell) => sum + cell.count, 0)
    items += count
    marks += count * each
  }
  return { items, marks }
}
