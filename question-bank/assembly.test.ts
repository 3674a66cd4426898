import { expect, test } from 'vitest'

import { assemblePaper, type Candidate, proveFillable } from './assembly.ts'
import { type Blueprint, examTemplates, sizeOf } from './blueprint.ts'
import { loadBasicBank } from './load.ts'
import { questionOf } from './question.ts'
import { below, randomFrom } from './random.ts'

const { files } = loadBasicBank()
const bank: Candidate[] = files
  .flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
  .map((one) => ({ ...one, versionId: one.code, optionIds: one.options.map((option) => option.id) }))

test.for(examTemplates.map((template) => ({ template, name: template.id })))(
  'the basic bank fills the template $name',
  ({ template }) => {
    expect(proveFillable(template.blueprint, bank)).toEqual([])
    expect(sizeOf(template.blueprint).marks).toBe(10_000)
  },
)

test('the same seed gives the same paper, in whatever order the bank is read', () => {
  const blueprint = examTemplates[1]?.blueprint as Blueprint // Safe: three templates are shipped.
  expect(assemblePaper(blueprint, [...bank].reverse(), 'seed 7')).toEqual(
    assemblePaper(blueprint, bank, 'seed 7'),
  )
  expect(assemblePaper(blueprint, bank, 'seed 8')).not.toEqual(assemblePaper(blueprint, bank, 'seed 7'))
})

test('right and wrong keep their order; other options are shuffled and none is lost', () => {
  const byId = new Map(bank.map((one) => [one.versionId, one]))
  const orders = new Set<string>()
  for (const item of assemblePaper(examTemplates[2]?.blueprint as Blueprint, bank, 'order')) {
    // Safe: as above.
    const question = byId.get(item.questionVersionId)
    expect([...item.options].sort()).toEqual([...(question?.optionIds ?? [])].sort())
    if (question?.kind === 'true-false') expect(item.options).toEqual(question.optionIds)
    else orders.add(item.options.join(''))
  }
  expect(orders.size).toBeGreaterThan(5)
})

test('cells that compete for the same questions are all filled when that is possible at all', () => {
  const few: Candidate[] = [
    { versionId: 'a', kind: 'single', lawId: 'x', difficulty: 'easy', optionIds: ['A', 'B'] },
    { versionId: 'b', kind: 'single', lawId: 'y', difficulty: 'easy', optionIds: ['A', 'B'] },
  ]
  // The first cell takes anything, the second only x: a greedy choice of x for the first would fail.
  const blueprint: Blueprint = {
    parts: [{ kind: 'single', marks: 100, cells: [{ count: 1 }, { count: 1, laws: ['x'] }] }],
  }
  expect(proveFillable(blueprint, few)).toEqual([])
  for (let seed = 0; seed < 20; seed += 1) expect(assemblePaper(blueprint, few, `s${seed}`)).toHaveLength(2)
})

test('a cell that cannot be filled is named with what is there', () => {
  const blueprint: Blueprint = { parts: [{ kind: 'multiple', marks: 100, cells: [{ count: 9999 }] }] }
  const available = bank.filter((one) => one.kind === 'multiple').length
  expect(proveFillable(blueprint, bank)).toEqual([
    { part: 0, cell: 0, kind: 'multiple', needed: 9999, available },
  ])
})

test('property: every assembled paper satisfies its blueprint', () => {
  for (let round = 0; round < 60; round += 1) {
    const random = randomFrom(`round ${round}`)
    const blueprint = randomBlueprint(random)
    if (proveFillable(blueprint, bank).length > 0) continue
    const paper = assemblePaper(blueprint, bank, `seed ${round}`)
    const chosen = paper.map((item) => bank.find((one) => one.versionId === item.questionVersionId))
    expect(new Set(paper.map((item) => item.questionVersionId)).size, `round ${round}`).toBe(paper.length)
    let at = 0
    for (const part of blueprint.parts) {
      const size = part.cells.reduce((sum, cell) => sum + cell.count, 0)
      const mine = chosen.slice(at, at + size)
      expect(
        mine.every((one) => one?.kind === part.kind),
        `round ${round}`,
      ).toBe(true)
      for (const cell of part.cells) {
        const fits = mine.filter((one) => one && (!cell.laws || cell.laws.includes(one.lawId)))
        expect(fits.length, `round ${round}`).toBeGreaterThanOrEqual(cell.count)
      }
      at += size
    }
  }
})

function randomBlueprint(random: () => number): Blueprint {
  const laws = [...new Set(bank.map((one) => one.lawId))]
  const kinds = ['single', 'multiple', 'true-false'] as const
  return {
    parts: kinds.slice(0, 1 + below(random, 3)).map((kind) => ({
      kind,
      marks: 100,
      cells: Array.from({ length: 1 + below(random, 3) }, () => ({
        count: 1 + below(random, 6),
        ...(random() < 0.5 ? { laws: [laws[below(random, laws.length)] ?? 'xianfa'] } : {}),
      })),
    })),
  }
}
