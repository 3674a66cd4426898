/**
 * `node tests/load/exposure.ts [PAPERS]`: what it costs to count how many papers had each question, in a database with many papers
 * of a hundred items; and what a start saves when the bank is remembered. In an embedded PostgreSQL of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'

import { newBankMemory } from '#app/services/papers/bank-memory.ts'
import { readBankState } from '#app/services/papers/bank-state.ts'
import { assembleFor } from '#app/services/papers/prepare-paper.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { countExposures, mostPapersRead } from '#db/queries/question-facts.ts'
import { papers } from '#db/schema/attempts.ts'
import { examTemplates } from '#question-bank/blueprint.ts'
import { addCandidate, addExam, minutes, register } from '#tests/fixtures/exam-world.ts'

const count = Number(process.argv[2] ?? 100_000)
const models = 1000
const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-exposure-'))
const server = await startEmbedded({ dataDir })
const { db, close } = openDatabase(server.appUrl)
try {
  await migrateDatabase(server.ownerUrl)
  await installBasicBank(db)
  const exam = await addExam(db, {
    rules: { blueprint: examTemplates[0]?.blueprint, multipleScoring: 'all-or-nothing' },
  })
  const { personId } = await addCandidate(db)
  const registrationId = await register(db, exam.id, personId)

  const bank = await time('the bank is read and indexed', () => readBankState(db, exam))
  const memory = newBankMemory()
  await memory.read(db, exam)
  await time('a remembered bank is read', () => memory.read(db, exam))

  const place = { registrationId, trades: [] }
  await insertRows(
    db,
    papers,
    Array.from({ length: models }, (_, at) => ({
      id: uuidv7(),
      ...assembleFor(exam, bank, { ...place, tryNo: at + 1 }),
      createdAt: minutes(-at),
    })),
  )
  // The rest are copies of these, over a hundred days.
  await db.execute(sql`
    insert into papers (id, exam_id, registration_id, try_no, seed, bank_digest, items, trades, digest, created_at)
    select gen_random_uuid(), exam_id, registration_id, try_no + ${models}::int * copy, seed, bank_digest, items, trades, digest,
      now() - make_interval(secs => (try_no + ${models}::int * copy) * ${(100 * 86_400) / count}::float8)
    from papers, generate_series(1, ${Math.ceil(count / models) - 1}::int) copy`)
  console.log(`${count} papers of 100 items over 100 days; at most ${mostPapersRead} are read`)
  const until = new Date()
  for (const days of [1, 10, 30, 100]) {
    const since = new Date(until.getTime() - days * 86_400_000)
    const found = await time(`exposures of ${days} days`, () => countExposures(db, { since, until }))
    const most = Math.max(...found.map((one) => one.papers))
    console.log(`  ${found.length} questions, at most ${most} papers`)
  }
} finally {
  await close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function time<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
  const from = performance.now()
  const value = await act()
  console.log(`${what}: ${(performance.now() - from).toFixed(0)} ms`)
  return value
}
