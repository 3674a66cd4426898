import { expect, test } from 'vitest'

import { paperParts } from './paper-parts.ts'

const kinds = { s: 'single', m: 'multiple', t: 'true-false' } as const
/** `ttss`: a paper of two true/false and two single-choice items, a mark each. */
const paper = (text: string, marks = 100) =>
  [...text].map((sign) => ({ kind: kinds[sign as keyof typeof kinds], marks })) // Signs of the texts below.

const blueprint = {
  parts: [
    { kind: 'true-false', marks: 100, cells: [{ count: 2 }] },
    { kind: 'single', marks: 100, cells: [{ count: 1 }, { count: 1 }] },
    { kind: 'case', marks: 100, cells: [{ count: 2, questions: 2 }] },
  ],
}

const shape = (parts: ReturnType<typeof paperParts>) => parts.map(({ kind, items }) => [kind, items.length])

test('a paper is divided as its blueprint says: cases may mix kinds', () =>
  expect(shape(paperParts(blueprint, paper('ttssstms')))).toEqual([
    ['true-false', 2],
    ['single', 2],
    ['case', 4],
  ]))

test.for([
  ['another order', paper('sstt')],
  ['other marks', paper('ttssstms', 200)],
  ['an item more', paper('ttssstmss')],
] as const)('a paper with %s was frozen under other rules, and is divided by kinds', ([, items]) => {
  const parts = paperParts(blueprint, items)
  expect(parts.every(({ kind, items: its }) => its.every((item) => item.kind === kind))).toBe(true)
  expect(parts.flatMap(({ items: its }) => its)).toEqual(items)
})

test('an exam without a blueprint that can be read is divided by kinds', () =>
  expect(shape(paperParts(null, paper('ttsst')))).toEqual([
    ['true-false', 2],
    ['single', 2],
    ['true-false', 1],
  ]))
