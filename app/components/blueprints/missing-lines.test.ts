import { expect, test } from 'vitest'

import type { DepartmentProof } from '#app/services/administration/exam-proof.ts'

import { missingLines } from './missing-lines.ts'

const department = (unitId: string, shortages: DepartmentProof['shortages']): DepartmentProof => ({
  ...{ unitId, nameZh: unitId, nameEn: unitId, trade: null, usesCommonInsteadOfOwn: false },
  shortages,
})
const short = (cell: number, difficulty: 'easy' | 'hard', available: number) => ({
  ...{ part: 1, cell, kind: 'single' as const, difficulty, needed: 8, available },
})

test('departments that lack the same in a cell stand in one line, in the order of the paper', () => {
  const lines = missingLines({
    ...{ items: 20, needs: [] },
    departments: [
      department('water', [short(1, 'easy', 2), short(1, 'hard', 0), short(0, 'hard', 5)]),
      department('health', [short(0, 'hard', 5), short(1, 'easy', 3)]),
      department('other water', [short(1, 'easy', 2), short(1, 'hard', 0), short(0, 'hard', 5)]),
      department('market', []),
    ],
  })
  expect(
    lines.map(({ cell, lacks, departments }) => [
      cell,
      lacks.map(({ difficulty, available }) => `${difficulty} ${available}`),
      departments.map(({ unitId }) => unitId),
    ]),
  ).toEqual([
    [0, ['hard 5'], ['water', 'health', 'other water']],
    [1, ['easy 2', 'hard 0'], ['water', 'other water']],
    [1, ['easy 3'], ['health']],
  ])
})

test('where nothing is short there is no line', () => {
  expect(missingLines({ items: 1, needs: [], departments: [department('market', [])] })).toEqual([])
})
