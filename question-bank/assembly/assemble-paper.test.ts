import { expect, test } from 'vitest'

import { Blueprint, type BlueprintPart, examTemplates, sizeOf } from '../blueprint.ts'
import { loadBasicBank } from '../load.ts'
import type { Difficulty } from '../question.ts'
import { trades } from '../trades.ts'
import { candidatesOf } from '../written-candidates.ts'
import { assemblePaper } from './assemble-paper.ts'
import type { Candidate, EnemyPair, QuestionFact } from './candidate.ts'
import { indexBank } from './index-bank.ts'
import { proveFillable } from './prove-fillable.ts'

let serial = 0
const question = (change: Partial<Candidate> = {}): Candidate => {
  const name = `q${(serial += 1).toString().padStart(4, '0')}`
  return {
    questionId: name,
    versionId: `${name} v1`,
    code: name,
    kind: 'single',
    lawId: 'fa',
    field: '行政法',
    topic: '程序',
    difficulty: 'medium',
    audience: ['general'],
    trades: [],
    caseCode: null,
    options: [{ id: 'A' }, { id: 'B' }, { id: 'C' }],
    ...change,
  }
}
const questions = (count: number, change: Partial<Candidate> = {}) =>
  Array.from({ length: count }, () => question(change))

const mixOf = (difficulty: Difficulty) => ({ easy: 0, medium: 0, hard: 0, [difficulty]: 1 })
const onlyMedium = (cells: BlueprintPart['cells'], kind: BlueprintPart['kind'] = 'single'): Blueprint => ({
  parts: [{ kind, marks: 100, mix: mixOf('medium'), cells }],
})
const bankOf = (
  candidates: readonly Candidate[],
  enemies: readonly EnemyPair[] = [],
  facts: ReadonlyMap<string, QuestionFact> = new Map(),
) => indexBank(candidates, enemies, facts)

const manyPapers = (
  blueprint: Blueprint,
  bank: ReturnType<typeof bankOf>,
  { count = 200, trade = '' } = {},
) =>
  Array.from({ length: count }, (_, at) =>
    assemblePaper(blueprint, bank, { seed: `paper ${at}`, trades: trade === '' ? [] : [trade] }),
  )
const versionsOf = (paper: ReturnType<typeof assemblePaper>) =>
  paper.map(({ questionVersionId }) => questionVersionId)

const shipped = bankOf(candidatesOf(loadBasicBank()))

test.for(examTemplates)(
  'the basic bank fills the template $id for the departments of every trade',
  (template) => {
    expect(Blueprint.parse(template.blueprint)).toEqual(template.blueprint)
    expect(sizeOf(template.blueprint).marks).toBe(10_000)
    for (const own of [[], ...trades.map((trade) => [trade])]) {
      expect(proveFillable(template.blueprint, shipped, own)).toEqual([])
      expect(assemblePaper(template.blueprint, shipped, { seed: 'any', trades: own })).toHaveLength(
        sizeOf(template.blueprint).items,
      )
    }
  },
)

test('each question of a difficulty is equally likely', () => {
  const bank = bankOf([
    ...questions(20, { difficulty: 'easy' }),
    ...questions(50),
    ...questions(10, { difficulty: 'hard' }),
  ])
  const blueprint: Blueprint = { parts: [{ kind: 'single', marks: 100, cells: [{ count: 10 }] }] }
  const counts = new Map<string, number>()
  for (const paper of manyPapers(blueprint, bank, { count: 4000 }))
    for (const version of versionsOf(paper)) counts.set(version, (counts.get(version) ?? 0) + 1)
  for (const { questions: members, difficulty } of bank.blocks) {
    const wanted = { easy: 3 / 20, medium: 5 / 50, hard: 2 / 10 }[difficulty]
    const share = (counts.get(members[0]?.versionId ?? '') ?? 0) / 4000
    // Six standard errors: for none of 80 questions by chance.
    expect(Math.abs(share - wanted)).toBeLessThan(6 * Math.sqrt((wanted * (1 - wanted)) / 4000))
  }
})

test('right and wrong keep their order; pinned options keep their places; all others are shuffled', () => {
  const pinned = [
    { id: 'A' },
    { id: 'B', pinned: true as const },
    { id: 'C' },
    { id: 'D', pinned: true as const },
  ]
  const truth = { kind: 'true-false' as const, options: [{ id: 'T' }, { id: 'F' }] }
  const bank = bankOf([...questions(1, truth), ...questions(1, { options: pinned })])
  const parts = (['true-false', 'single'] as const).map((kind) => onlyMedium([{ count: 1 }], kind).parts[0])
  const orders = manyPapers({ parts: parts as BlueprintPart[] }, bank).map((paper) =>
    paper.map(({ options }) => options.join('')),
  )
  expect(new Set(orders.map(([first]) => first))).toEqual(new Set(['TF']))
  expect(new Set(orders.map(([, second]) => second))).toEqual(new Set(['ABCD', 'CBAD']))
})

test('a case is asked as a whole, in the order of its codes, and its questions are asked nowhere else', () => {
  const caseOf = (code: string, size: number) => questions(size, { caseCode: code })
  const cases = [caseOf('c1', 3), caseOf('c2', 3), caseOf('c3', 2), caseOf('c4', 1)]
  const bank = bankOf([...cases.flat().reverse(), ...questions(2)])
  const blueprint: Blueprint = {
    parts: [
      { kind: 'single', marks: 100, mix: mixOf('medium'), cells: [{ count: 2 }] },
      { kind: 'case', marks: 200, mix: mixOf('medium'), cells: [{ count: 1, questions: 3 }] },
    ],
  }
  const seen = new Set(manyPapers(blueprint, bank).map((paper) => versionsOf(paper).slice(2).join()))
  expect(seen).toEqual(new Set(cases.slice(0, 2).map((one) => one.map(({ versionId }) => versionId).join())))
  const three = onlyMedium([{ count: 3 }])
  expect(proveFillable(three, bank, [])).toEqual([
    { part: 0, cell: 0, kind: 'single', difficulty: 'medium', needed: 3, available: 2 },
  ])
})

test('every question of a case must be of the laws, the branches and for the readers that are asked for', () => {
  const mixed = [
    question({ caseCode: 'c', lawId: 'fa', field: '行政法', topic: '程序', audience: ['general'] }),
    question({ caseCode: 'c', lawId: 'gui', field: '刑法', topic: '责任', audience: ['general', 'leaders'] }),
  ]
  const bank = bankOf(mixed)
  const isAsked = (cell: Partial<BlueprintPart['cells'][number]>, audience?: 'general' | 'leaders') => {
    const blueprint = onlyMedium([{ count: 1, questions: 2, ...cell }], 'case')
    return proveFillable({ ...blueprint, ...(audience && { audience }) }, bank, []).length === 0
  }
  expect([isAsked({}), isAsked({ laws: ['fa'] }), isAsked({ laws: ['fa', 'gui'] })]).toEqual([
    true,
    false,
    true,
  ])
  expect([isAsked({ fields: ['刑法'] }), isAsked({ fields: ['刑法', '行政法'] })]).toEqual([false, true])
  expect([isAsked({ topics: ['责任'] }), isAsked({ topics: ['主体'] })]).toEqual([true, false])
  expect([isAsked({}, 'general'), isAsked({}, 'leaders')]).toEqual([true, false])
})

test('a case is as hard as its questions are on average, within a quarter of a level', () => {
  const caseOf = (...levels: Difficulty[]) => {
    const caseCode = `case ${(serial += 1)}`
    return bankOf(levels.map((difficulty) => question({ caseCode, difficulty }))).blocks[0]?.difficulty
  }
  expect(caseOf('medium', 'medium', 'hard')).toBe('hard')
  expect(caseOf('easy', 'medium', 'medium')).toBe('easy')
  expect(caseOf('medium', 'medium', 'medium', 'hard')).toBe('medium')
  expect(caseOf('easy', 'medium', 'hard')).toBe('medium')
})

test('own stock is that of the department; a trade without any question has the common stock instead', () => {
  const common = questions(3)
  const water = questions(2, { trades: ['water', 'agriculture'] })
  const bank = bankOf([...common, ...water, ...questions(3, { trades: ['health'] })])
  const blueprint = onlyMedium([
    { count: 1, stock: 'common' },
    { count: 1, stock: 'own' },
  ])
  const ownVersions = (trade: string) => new Set(manyPapers(blueprint, bank, { trade }).flatMap(versionsOf))
  const ids = (some: readonly Candidate[]) => new Set(some.map(({ versionId }) => versionId))
  expect(ownVersions('water')).toEqual(ids([...common, ...water]))
  expect(ownVersions('archives')).toEqual(ids(common))
  expect(ownVersions('')).toEqual(ids(common))
  expect(proveFillable(onlyMedium([{ count: 3, stock: 'own' }]), bank, ['water'])).toEqual([
    { part: 0, cell: 0, kind: 'single', difficulty: 'medium', needed: 3, available: 2 },
  ])
})

test('a question that more papers had than the blueprint allows rests', () => {
  const [tired, fresh] = questions(2)
  if (!tired || !fresh) throw new Error('no questions')
  const facts = new Map([
    [tired.questionId, { papers: 11, facility: null }],
    [fresh.questionId, { papers: 10, facility: null }],
  ])
  const blueprint = { ...onlyMedium([{ count: 1 }]), exposure: { days: 30, papers: 10 } }
  const bank = bankOf([tired, fresh], [], facts)
  expect(new Set(manyPapers(blueprint, bank).flatMap(versionsOf))).toEqual(new Set([fresh.versionId]))
})

test('papers are equally easy within the tolerance, also where much was measured', () => {
  const all = [
    ...questions(80, { difficulty: 'easy' }),
    ...questions(120),
    ...questions(60, { difficulty: 'hard' }),
  ]
  const facts = new Map(
    // Facilities from 0.05 to 1, without any order.
    all.map(({ questionId }, at) => [questionId, { papers: 0, facility: (((at * 37) % 96) + 5) / 100 }]),
  )
  const blueprint: Blueprint = { parts: [{ kind: 'single', marks: 100, cells: [{ count: 40 }] }] }
  const papers = manyPapers(blueprint, bankOf(all, [], facts), { count: 500 })
  const eases = papers.map(
    (paper) =>
      versionsOf(paper).reduce(
        (sum, version) => sum + (facts.get(version.split(' ')[0] ?? '')?.facility ?? NaN),
        0,
      ) / 40,
  )
  expect(Math.max(...eases) - Math.min(...eases)).toBeLessThanOrEqual(0.04 + 1e-9)
  expect(new Set(papers.map((paper) => versionsOf(paper).sort().join())).size).toBe(500)
})

test('questions that are exchanged to even papers out are no enemies either', () => {
  const all = questions(120)
  const facts = new Map(
    all.map(({ questionId }, at) => [questionId, { papers: 0, facility: (((at * 37) % 96) + 5) / 100 }]),
  )
  // Everybody has six enemies, so an exchange that looked away would soon bring two together.
  const enemies = all.flatMap(({ questionId }, at) =>
    [1, 5, 11].map((step) => ({ one: questionId, other: all[(at + step) % all.length]?.questionId ?? '' })),
  )
  const bank = bankOf(all, enemies, facts)
  const together = manyPapers(onlyMedium([{ count: 25 }]), bank, { count: 500 }).filter((paper) => {
    const asked = new Set(versionsOf(paper).map((version) => version.split(' ')[0] ?? ''))
    return enemies.some(({ one, other }) => asked.has(one) && asked.has(other))
  })
  expect(together).toEqual([])
})

test('enemies never stand in one paper, and each of them is asked', () => {
  const [one, other] = questions(2)
  if (!one || !other) throw new Error('no questions')
  const bank = bankOf([one, other, ...questions(3)], [{ one: one.questionId, other: other.questionId }])
  const papers = manyPapers(onlyMedium([{ count: 4 }]), bank).map(versionsOf)
  expect(papers.filter((paper) => paper.includes(one.versionId) && paper.includes(other.versionId))).toEqual(
    [],
  )
  expect(papers.filter((paper) => paper.includes(one.versionId)).length).toBeGreaterThan(50)
  expect(papers.filter((paper) => paper.includes(other.versionId)).length).toBeGreaterThan(50)
  expect(proveFillable(onlyMedium([{ count: 5 }]), bank, [])).toMatchObject([{ needed: 5, available: 4 }])
})

test('what is missing is named by part, cell and difficulty', () => {
  const bank = bankOf([
    ...questions(9, { difficulty: 'easy' }),
    ...questions(9),
    question({ difficulty: 'hard' }),
  ])
  const blueprint: Blueprint = {
    parts: [
      { kind: 'single', marks: 100, cells: [{ count: 6 }, { count: 4, laws: ['other'] }] },
      { kind: 'multiple', marks: 100, cells: [{ count: 1 }] },
    ],
  }
  const shortages = proveFillable(blueprint, bank, [])
  expect(shortages.map(({ part, cell }) => [part, cell])).toEqual(
    expect.arrayContaining([
      [0, 1],
      [1, 0],
    ]),
  )
  const missing = shortages.reduce((sum, { needed, available }) => sum + needed - available, 0)
  expect(missing).toBe(5)
  expect(() => assemblePaper(blueprint, bank, { seed: 'any', trades: [] })).toThrow('cannot fill part 1')
})

test('a thousand papers of a hundred items from 10,000 questions take less than three seconds of a processor', () => {
  const many = Array.from({ length: 10_000 }, (_, at) =>
    question({
      kind: at % 2 ? 'single' : 'true-false',
      difficulty: (['easy', 'medium', 'hard'] as const)[at % 3] ?? 'easy',
      lawId: `law ${at % 72}`,
      options: at % 2 ? [{ id: 'A' }, { id: 'B' }, { id: 'C' }, { id: 'D' }] : [{ id: 'T' }, { id: 'F' }],
    }),
  )
  const facts = new Map(
    many.map(({ questionId }, at) => [questionId, { papers: 0, facility: (at % 97) / 97 }]),
  )
  const bank = indexBank(many, [], facts)
  const [kemuYi] = examTemplates
  if (!kemuYi) throw new Error('no template')
  const before = process.cpuUsage()
  manyPapers(kemuYi.blueprint, bank, { count: 1000 })
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(3000)
})
