/**
 * `node tests/load/bank-search.ts [QUESTIONS]`: how long the bank's list, search, similarity search and whole-bank report
 * take over 20,000 questions, in an embedded PostgreSQL of its own. Prints the median, the 95th percentile and the
 * longest of each in milliseconds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

import { newDuplicateFinder } from '#app/services/questions/duplicate-finder.ts'
import { findSimilar } from '#app/services/questions/find-similar.ts'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import type { QuestionFilter } from '#db/queries/question-filter.ts'
import { countQuestions, listQuestionPage } from '#db/queries/question-list.ts'
import { listComparable, listComparedTexts } from '#db/queries/similar-questions.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { fillBank } from '#tests/fixtures/large-bank.ts'

const count = Number(process.argv[2] ?? 20_000)
const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-bank-'))
const server = await startEmbedded({ dataDir })
const { db, close } = openDatabase(server.appUrl)
try {
  await migrateDatabase(server.ownerUrl)
  await fillBank(db, count)
  await settle(server.ownerUrl)
  await measure()
} finally {
  await close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** As autovacuum does by itself within a minute after an import. */
async function settle(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl)
  await owner.pool.query('vacuum analyze')
  await owner.close()
}

async function measure() {
  const topics = [
    ...new Set(loadBasicBank().files.flatMap(({ content }) => content.questions.map((one) => one.topic))),
  ]
  const stems = loadBasicBank().files.flatMap(({ content }) => content.questions.map((one) => one.stem))
  const every = <Item>(items: readonly Item[], step: number) => items.filter((_, index) => index % step === 0)
  const list = async (filter: QuestionFilter) => {
    await countQuestions(db, filter)
    await listQuestionPage(db, filter, { limit: 20, offset: 0 })
  }
  const searches = (texts: readonly string[]) => texts.map((text) => () => list({ text }))

  await list({})
  await time(
    'list without a filter',
    Array.from({ length: 40 }, () => () => list({})),
  )
  await time(
    'list in review',
    Array.from({ length: 40 }, () => () => list({ state: 'in-review' })),
  )
  await time(
    'list of one law, the hard ones',
    Array.from({ length: 40 }, () => () => list({ lawId: 'minfadian', difficulty: 'hard' })),
  )
  await time('search: a topic as authors named it', searches(every(topics, 7).slice(0, 200)))
  await time(
    'search: two common words',
    searches(['行政机关 当事人', '公务员 处分', '罚款 听证', '数据 安全', '未成年人 学校']),
  )
  await time('search: the beginning of a stem', searches(every(stems, 16).map((stem) => stem.slice(0, 24))))
  await time('search: a whole stem', searches(every(stems, 31)))
  await time('search: a code', searches(['xzcf-001', 'made-01', 'mfd']))
  await time('search: one sign', searches(['罚', '税', '水', '狗']))
  const ids = await listComparedTexts(db, { after: null, limit: count })
  const some = await listComparable(
    db,
    every(ids, 100).map(({ versionId }) => versionId),
  )
  await time(
    'similar to a question, alike by 0.4 or more',
    some.map((one) => () => findSimilar(db, one)),
  )
  await timeReport()
}

/** The report, and how long the program could not answer anybody while it was made. */
async function timeReport() {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const start = performance.now()
  const pairs = await newDuplicateFinder().find(db)
  delays.disable()
  const longest = (delays.max / 1e6).toFixed(0)
  console.log(
    `Report: ${pairs?.length ?? 0} pairs in ${(performance.now() - start).toFixed(0)} ms, in a thread; the event loop waited ${longest} ms at most.`,
  )
}

async function time(name: string, runs: (() => Promise<unknown>)[]): Promise<void> {
  const times: number[] = []
  for (const run of runs) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
  console.log(`| ${name} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`)
}
