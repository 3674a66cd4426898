import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Blueprint, partSizes, sizeOf } from '../blueprint.ts'
import { randomFrom, shuffled } from '../random.ts'
import { type Instance, instances } from '#tests/fixtures/arbitrary-bank.ts'
import { assemblePaper } from './assemble-paper.ts'
import type { Candidate } from './candidate.ts'
import { indexBank } from './index-bank.ts'
import { proveFillable } from './prove-fillable.ts'
import type { Shortage } from './shortage.ts'
import { easeOf, isFillable, violations } from '#tests/fixtures/paper-violations.ts'

const indexOf = ({ candidates, enemies, facts }: Instance) => indexBank(candidates, enemies, facts)
const sizes = { questions: 120, enemies: 40, count: 4 }
/** Hundreds of banks: seconds on a quiet machine. */
const long = { timeout: 60_000 }

const seeds = Array.from({ length: 12 }, (_, at) => `seed ${at}`)

test(
  'property: what is proved is assembled for every seed as its blueprint says, and nothing else is assembled',
  long,
  () => {
    let filled = 0
    fc.assert(
      fc.property(instances(sizes), (instance) => {
        const bank = indexOf(instance)
        const { blueprint, trades } = instance
        if (proveFillable(blueprint, bank, trades).length > 0) {
          expect(() => assemblePaper(blueprint, bank, { seed: 'any', trades })).toThrow('cannot fill')
          return
        }
        filled += 1
        const papers = seeds.map((seed) => assemblePaper(blueprint, bank, { seed, trades }))
        for (const paper of papers) expect(violations(paper, instance)).toEqual([])
        const eases = papers.map((paper) => easeOf(paper, instance))
        expect(Math.max(...eases) - Math.min(...eases)).toBeLessThanOrEqual(2 * toleranceOf(instance) + 1e-9)
      }),
      { numRuns: 250, seed: 17 },
    )
    // Most instances are scarce; a property that was never tried would prove nothing.
    expect(filled).toBeGreaterThan(40)
  },
)

/** Rule A11, as the document says it. */
function toleranceOf({ blueprint }: Instance): number {
  const blocks = blueprint.parts.flatMap(({ cells }) => cells).reduce((sum, { count }) => sum + count, 0)
  return blocks >= 25 ? 0.02 : 1 / (2 * blocks)
}

test(
  'property: the same seed gives the same paper, in whatever order bank, enemies and facts are read',
  long,
  () => {
    fc.assert(
      fc.property(instances(sizes), fc.string(), (instance, seed) => {
        const { blueprint, trades, candidates, enemies, facts } = instance
        const other = randomFrom(seed)
        const turned = enemies.map(({ one, other: two }) => ({ one: two, other: one }))
        const again = indexBank(
          shuffled(candidates, other),
          shuffled(turned, other),
          new Map(shuffled([...facts], other)),
        )
        const bank = indexOf(instance)
        const proof = proveFillable(blueprint, bank, trades)
        expect(proveFillable(blueprint, again, trades)).toEqual(proof)
        if (proof.length > 0) return
        const paper = assemblePaper(blueprint, bank, { seed, trades })
        expect(assemblePaper(blueprint, again, { seed, trades })).toEqual(paper)
        // What was assembled before has left nothing behind.
        assemblePaper(blueprint, bank, { seed: `${seed}, another`, trades })
        expect(assemblePaper(blueprint, bank, { seed, trades })).toEqual(paper)
      }),
      { numRuns: 200, seed: 23 },
    )
  },
)

/** As many questions as are said to be missing, of the sort that is missing. Parts of cases have none. */
function questionsFor(
  { part, cell, kind, difficulty, needed, available }: Shortage,
  { parts }: Blueprint,
  at: number,
): Candidate[] {
  const { laws, fields, topics } = parts[part]?.cells[cell] ?? {}
  const field = fields?.[0] ?? '行政法'
  if (kind === 'case') return []
  return Array.from({ length: needed - available }, (_, number) => ({
    questionId: `new ${at} ${number}`,
    versionId: `new ${at} ${number}`,
    code: `new-${at}-${number}`,
    ...{ kind, difficulty, field },
    lawId: laws?.[0] ?? 'fa',
    topic: topics?.[0] ?? '主体',
    audience: ['leaders', 'general', 'enforcement'],
    trades: [],
    caseCode: null,
    options: [],
  }))
}

test('property: with what is said to be missing, a blueprint can be filled', long, () => {
  let tried = 0
  fc.assert(
    fc.property(instances({ questions: 16, enemies: 0, count: 4 }), (instance) => {
      const { blueprint, trades } = instance
      const first = proveFillable(blueprint, indexOf(instance), trades)
      // Questions of cases belong to their cases, and own stock that is first written ends the use of the common one.
      if (first.length === 0 || blueprint.parts.some(({ kind }) => kind === 'case')) return
      if (blueprint.parts.some(({ cells }) => cells.some(({ stock }) => stock === 'own'))) return
      tried += 1
      for (const { needed, available } of first) expect(needed).toBeGreaterThan(available)
      const written = first.flatMap((shortage, at) => questionsFor(shortage, blueprint, at))
      const candidates = [...instance.candidates, ...written]
      expect(proveFillable(blueprint, indexBank(candidates, [], instance.facts), trades)).toEqual([])
    }),
    { numRuns: 400, seed: 5 },
  )
  expect(tried).toBeGreaterThan(60)
})

test(
  'property: the proof says what trying all papers says, also where parts and enemies compete',
  long,
  () => {
    const answers = new Map<boolean, number>()
    fc.assert(
      fc.property(instances({ questions: 14, enemies: 12, count: 3, kinds: ['single'] }), (instance) => {
        const isProved = proveFillable(instance.blueprint, indexOf(instance), instance.trades).length === 0
        expect(isProved).toBe(isFillable(instance))
        answers.set(isProved, (answers.get(isProved) ?? 0) + 1)
      }),
      { numRuns: 800, seed: 3 },
    )
    expect(Math.min(answers.get(true) ?? 0, answers.get(false) ?? 0)).toBeGreaterThan(25)
  },
)

test('property: every question that stands in some right paper is drawn for some seed', long, () => {
  let tried = 0
  fc.assert(
    fc.property(instances({ questions: 14, enemies: 4, count: 2, kinds: ['single'] }), (instance) => {
      // Without cases and with nothing measured, all papers are equally easy.
      if (instance.blueprint.parts.some(({ kind }) => kind === 'case')) return
      const one = { ...instance, facts: new Map() }
      const { blueprint, trades } = one
      const bank = indexOf(one)
      if (proveFillable(blueprint, bank, trades).length > 0) return
      tried += 1
      const drawn = new Set<string>()
      for (let seed = 0; seed < 300; seed += 1)
        for (const item of assemblePaper(blueprint, bank, { seed: `draw ${seed}`, trades }))
          drawn.add(item.questionVersionId)
      const possible = one.candidates.filter(({ questionId }) => isFillable(one, questionId))
      expect([...drawn].sort()).toEqual(possible.map(({ versionId }) => versionId).sort())
    }),
    { numRuns: 500, seed: 41 },
  )
  expect(tried).toBeGreaterThan(15)
})

test('property: the parts of a paper are as large as the blueprint is said to be', long, () => {
  fc.assert(
    fc.property(instances(sizes), ({ blueprint }) => {
      const parts = partSizes(blueprint)
      expect(sizeOf(blueprint).items).toBe(parts.reduce((sum, { items }) => sum + items, 0))
      expect(sizeOf(blueprint).marks).toBe(parts.reduce((sum, { items, marks }) => sum + items * marks, 0))
    }),
  )
})
