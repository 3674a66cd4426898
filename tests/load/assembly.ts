/**
 * `node tests/load/assembly.ts`: what proofs and papers cost from a bank of 10,000 questions, which is the shipped one several
 * times over, with 1,000 pairs of enemies and a measured facility for half of its questions.
 */
import { assemblePaper } from '#question-bank/assembly/assemble-paper.ts'
import type { Candidate } from '#question-bank/assembly/candidate.ts'
import { indexBank } from '#question-bank/assembly/index-bank.ts'
import { proveFillable } from '#question-bank/assembly/prove-fillable.ts'
import { type Blueprint, examTemplates, sizeOf } from '#question-bank/blueprint.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { below, randomFrom } from '#question-bank/random.ts'
import { trades } from '#question-bank/trades.ts'
import { candidatesOf } from '#question-bank/written-candidates.ts'

const questions = 10_000
const random = randomFrom('load')
const shipped = candidatesOf(loadBasicBank())
const bank: Candidate[] = Array.from({ length: questions }, (_, at) => {
  const one = shipped[at % shipped.length] as Candidate // The shipped bank is not empty.
  const copy = `${Math.floor(at / shipped.length)}`
  return {
    ...one,
    code: `${one.code}-${copy}`,
    questionId: `${one.code}-${copy}`,
    versionId: `${one.code}-${copy}`,
    caseCode: one.caseCode && `${one.caseCode}-${copy}`,
  }
})
const idAt = (at: number) => bank[at]?.questionId ?? ''
const enemies = Array.from({ length: 1000 }, () => ({
  one: idAt(below(random, questions)),
  other: idAt(below(random, questions)),
})).filter(({ one, other }) => one !== other)
const facts = new Map(
  bank
    .filter(() => random() < 0.5)
    .map(({ questionId }) => [questionId, { papers: below(random, 500), facility: 0.4 + random() * 0.6 }]),
)

/** A hundred items over every law: a cell for each, as an office would set it that wants all laws asked. */
const byLaw: Blueprint = {
  parts: [
    {
      kind: 'single',
      marks: 100,
      cells: [...new Set(bank.map(({ lawId }) => lawId))].map((law) => ({ count: 1, laws: [law] })),
    },
    { kind: 'true-false', marks: 100, cells: [{ count: 28 }] },
  ],
}
const [kemuYi, , , ownLaw] = examTemplates.map(({ blueprint }) => blueprint)
if (!kemuYi || !ownLaw) throw new Error('Templates are missing.')
const exposed: Blueprint = { ...ownLaw, exposure: { days: 90, papers: 400 } }

type Cost = { wall: number; cpu: number }

/** Wall time, and the processor time of this process: on a busy machine only the second says what something costs. */
function timed<Value>(act: () => Value): [Value, Cost] {
  const [from, before] = [performance.now(), process.cpuUsage()]
  const value = act()
  const { user, system } = process.cpuUsage(before)
  return [value, { wall: performance.now() - from, cpu: (user + system) / 1000 }]
}
const ms = ({ wall, cpu }: Cost) => `${wall.toFixed(2)} ms, ${cpu.toFixed(2)} ms of a processor`
const say = (what: string, value: string) => console.log(`${what.padEnd(66)} ${value}`)

const [cold, first] = timed(() => indexBank(bank, enemies, facts))
say(`index of ${questions} questions, in a process that has done nothing yet`, ms(first))
const [, coldPaper] = timed(() => assemblePaper(kemuYi, cold, { seed: 'cold', trades: [] }))
say('first paper of a process, with plan and proof', ms(coldPaper))
const [index, again] = timed(() => indexBank(bank, enemies, facts))
say('index again', ms(again))

for (const [name, blueprint] of [
  ['科目一', kemuYi],
  ['own law, exposure limit', exposed],
  ['a cell for each of 72 laws', byLaw],
] as const) {
  const [shortages, proof] = timed(() => proveFillable(blueprint, index, ['water']))
  if (shortages.length > 0) throw new Error(`${name} cannot be filled.`)
  say(`${name} (${sizeOf(blueprint).items} items): plan and proof`, ms(proof))
  const times: number[] = []
  const [, all] = timed(() => {
    for (let at = 0; at < 1000; at += 1) {
      const [, cost] = timed(() =>
        assemblePaper(blueprint, index, { seed: `paper ${at}`, trades: ['water'] }),
      )
      times.push(cost.wall)
    }
  })
  const [median, most] = [500, 990].map((place) => times.sort((a, b) => a - b)[place]?.toFixed(2) ?? '')
  say(`${name}: a paper, median, and 99 % within`, `${median} ms, ${most} ms`)
  say(`${name}: 1,000 papers`, ms(all))
}

const fresh = indexBank(bank, enemies, facts)
const [, everyTrade] = timed(() => trades.map((trade) => proveFillable(exposed, fresh, [trade])))
say(`own law: proof for the departments of ${trades.length} trades`, ms(everyTrade))
const impossible: Blueprint = {
  parts: [{ kind: 'multiple', marks: 100, cells: [{ count: 450, laws: ['tongji'] }] }],
}
const [, refused] = timed(() => proveFillable(impossible, fresh, []))
say('a blueprint that cannot be filled: what is missing', ms(refused))
