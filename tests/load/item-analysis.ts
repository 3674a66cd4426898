/**
 * `node tests/load/item-analysis.ts [ATTEMPTS] [ITEMS]`: how long the analysis of items takes. First the computation
 * alone, for 400 candidates × 50 items and for as many as told; then an exam of that size in an embedded PostgreSQL of
 * its own, read, graded, analysed and stored, with the longest time that other requests had to wait for the program.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { itemFigures, optionFigures } from '#app/domain/item-analysis-figures.ts'
import { flagsOf } from '#app/domain/item-analysis-flags.ts'
import { newTally, rankTally, summariseItem, tallyPaper } from '#app/domain/item-analysis-tally.ts'
import { testFiguresOf } from '#app/domain/item-analysis-test-figures.ts'
import { readExamItems } from '#app/services/item-statistics/read-exam-items.ts'
import { refreshSummaries } from '#app/services/item-statistics/refresh-summaries.ts'
import { type Db, openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { simulatedOptions, simulateExam } from '#tests/fixtures/simulated-exam.ts'
import { addQuestion, newReader, sit } from '#tests/integration/item-statistics-fixture.ts'
import { addCampaign, addExam, addTree, day } from '#tests/integration/statistics-fixture.ts'

const [attempts = 20_000, items = 100] = process.argv.slice(2).map(Number)
console.log(`${availableParallelism()} cores, Node ${process.version}`)
for (const size of [
  { candidates: 400, items: 50 },
  { candidates: attempts, items },
])
  computeAlone(size)

const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-items-'))
const server = await startEmbedded({ dataDir })
const { db, close } = openDatabase(server.appUrl)
try {
  await migrateDatabase(server.ownerUrl)
  await measureExam(db)
} finally {
  await close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** Every figure, table, curve and flag of one exam, best of five. */
function computeAlone(size: { candidates: number; items: number }): void {
  const papers = simulateExam('load', size).map((paper) =>
    paper.map(({ chosen, ...answer }) => ({ ...answer, chosen: 1 << (chosen[0] ?? 0), isVoid: false })),
  )
  const runs = Array.from({ length: 5 }, () => {
    const before = performance.now()
    const tally = newTally()
    for (const paper of papers) tallyPaper(tally, paper)
    testFiguresOf(tally)
    const standings = rankTally(tally)
    let longest = 0
    for (const versionId of tally.columns.keys()) {
      const begun = performance.now()
      const sums = summariseItem(tally, standings, { versionId, options: simulatedOptions })
      itemFigures(sums)
      optionFigures(sums, simulatedOptions)
      flagsOf(sums, { kind: 'single', optionIds: simulatedOptions, key: ['a'] })
      longest = Math.max(longest, performance.now() - begun)
    }
    return { ms: performance.now() - before, longest }
  })
  const best = runs.reduce((one, other) => (other.ms < one.ms ? other : one))
  const { candidates, items: columns } = size
  console.log(
    `computation alone, ${candidates} × ${columns}: ${best.ms.toFixed(0)} ms, one item at most ${best.longest.toFixed(1)} ms`,
  )
}

async function measureExam(db: Db): Promise<void> {
  const tree = await addTree(db)
  const campaign = await addCampaign(db, tree.city.id)
  const exam = await addExam(db, campaign, { opensAt: day(1), closesAt: day(2) })
  const asked = []
  for (let place = 0; place < items; place += 1) asked.push(await addQuestion(db))
  for (let from = 0; from < attempts; from += 500) {
    const candidates = Math.min(500, attempts - from)
    const sitters = simulateExam(`load ${from}`, { candidates, items }).map((paper) => ({
      chosen: paper.map(({ chosen }) => (chosen.length > 0 ? ['ABCD'[chosen[0] ?? 0] ?? 'A'] : null)),
    }))
    await sit(db, { exam, items: asked, unitId: tree.audit.id }, sitters)
  }
  const author = await newReader(db, ['author', null])
  const waits = watchWaits()
  await time(`${attempts} attempts × ${items} items, from the record to the stored figures`, () =>
    refreshSummaries(db, exam.id),
  )
  const { longest, worked } = waits()
  console.log(
    `other requests waited at most ${longest.toFixed(0)} ms; the program's own work without a break: ${worked.toFixed(0)} ms`,
  )
  console.log(`memory of the program: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`)
  const sorting = { key: 'flags', descending: false } as const
  await time('page of the exam', () => readExamItems(author, { examId: exam.id, sorting, page: 1 }))
  await time('nothing new', () => refreshSummaries(db, exam.id))
}

/**
 * How late a timer of one millisecond comes: what somebody who saves an answer would wait. And how much CPU the program
 * itself took meanwhile: on a busy machine it waits for others too.
 */
function watchWaits(): () => { longest: number; worked: number } {
  let [longest, worked] = [0, 0]
  let last = performance.now()
  let cpu = process.cpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu)
    worked = Math.max(worked, (user + system) / 1000)
    longest = Math.max(longest, performance.now() - last - 1)
    cpu = process.cpuUsage()
    last = performance.now()
  }, 1)
  return () => {
    clearInterval(timer)
    return { longest, worked }
  }
}

async function time(what: string, act: () => Promise<unknown>): Promise<void> {
  const before = performance.now()
  await act()
  console.log(`${what}: ${((performance.now() - before) / 1000).toFixed(2)} s`)
}
