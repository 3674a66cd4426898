import { expect, test } from 'vitest'

import type { PaperItem } from './exam-api.ts'
import { casePlace, paperParts } from './paper-parts.ts'

const item = (kind: PaperItem['kind'], material?: string): PaperItem => ({
  itemId: 'i',
  kind,
  stem: '',
  options: [],
  points: 1,
  ...(material === undefined ? {} : { material }),
})

const paper = [
  item('true-false'),
  item('single'),
  item('single', '旧卷单独抽到的案例题'),
  item('single', '甲'),
  item('true-false', '甲'),
  item('multiple', '乙'),
  item('single', '乙'),
  item('single', '乙'),
]

test('cases are one part, whatever kinds their questions have', () =>
  expect(paperParts(paper).map(({ kind, from, items }) => [kind, from, items.length])).toEqual([
    ['true-false', 0, 1],
    ['single', 1, 2],
    ['case', 3, 5],
  ]))

test('a question of a case knows its place in it; one that stands alone has none', () =>
  expect(paper.map((_, index) => casePlace(paper, index))).toEqual([
    null,
    null,
    null,
    { number: 1, of: 2 },
    { number: 2, of: 2 },
    { number: 1, of: 3 },
    { number: 2, of: 3 },
    { number: 3, of: 3 },
  ]))
