/**
 * `node tests/load/regrade.ts [ATTEMPTS] [ITEMS]`: how long it takes to foresee, apply and take back the correction of a
 * question that every paper of an exam has, when it changes every single attempt; and how long somebody who hands in
 * meanwhile waits for the keys. In an embedded PostgreSQL of its own, with its usual settings.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { eq, ne } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'

import { writeAttempt, type Written } from '#app/jobs/demo-world/seed/written-attempt.ts'
import { paperDigest } from '#app/services/attempts/chain.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { approveKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { proposeKeyFix } from '#app/services/regrade/propose-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { type Db, openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { shareExamKeys } from '#db/queries/exam-keys.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { attempts, type PaperItem, papers, receipts, responses } from '#db/schema/attempts.ts'
import { questionVersions } from '#db/schema/bank.ts'
import { registrations } from '#db/schema/campaigns.ts'
import { accounts, people, type RoleName } from '#db/schema/organisation.ts'
import { addCampaign, addExam, addUnit, minutes } from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

import { cpuOfTree } from './cpu.ts'

const [count = 2000, itemCount = 100] = process.argv.slice(2).map(Number)
const signer = testSigner()
const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-regrade-'))
const server = await startEmbedded({ dataDir })
const { db, close } = openDatabase(server.appUrl)
const postmaster = Number(readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0])
try {
  await migrateDatabase(server.ownerUrl)
  await installBasicBank(db)
  await measure(await fill())
} finally {
  await close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

type Filled = Awaited<ReturnType<typeof fill>>

async function measure({ examId, unitId, version }: Filled) {
  const author = await staff(db, 'author', null)
  const [first, second] = [await staff(db, 'administrator', unitId), await staff(db, 'administrator', unitId)]
  const wrong = version.options
    .map(({ id }) => id)
    .filter((id) => !version.key.includes(id))
    .slice(0, 1)
  const proposed = await proposeKeyFix(author, examId, {
    questionVersionId: version.id,
    key: wrong,
    reason: '答案有误',
  })
  if (!proposed.ok) throw new Error(proposed.refusal)
  const key = { examId, keyFixId: proposed.value.keyFixId }

  console.log(`${count} attempts of ${itemCount} items, every one changed; ${availableParallelism()} cores`)
  const seen = await time('preview', () => readKeyFix(first, key, 1))
  if (!seen.ok || !seen.value.effect?.seen) throw new Error('nothing was seen')
  const { seen: asSeen } = seen.value.effect
  const watch = watchKeys(examId)
  const applied = await time('approve', () => approveKeyFix(first, key, asSeen))
  console.log(`longest wait of a hand-in for the keys meanwhile: ${await watch()} ms`)
  if (!applied.ok || applied.value.changed !== count) throw new Error('not everybody was changed')
  await time('page of the applied correction', () => readKeyFix(first, key, 1))
  const reverted = await time('take back', () => revertKeyFix(second, key, '更正有误'))
  if (!reverted.ok || reverted.value.changed !== count) throw new Error('not everybody was changed back')
  const signed = await db.select({ id: receipts.id }).from(receipts).limit(30)
  for (const { id } of signed) {
    const verified = await verifyReceipt({ db, signer }, id)
    if (!verified.ok || !verified.value.valid) throw new Error(`Receipt ${id} does not hold.`)
  }
  console.log(`${signed.length} receipts checked: all hold`)
}

/** Says how long it took, and how much CPU program and database used: the figure that a busy machine leaves alone. */
async function time<Value>(what: string, run: () => Promise<Value>): Promise<Value> {
  const [start, program, database] = [performance.now(), process.cpuUsage(), cpuOfTree(postmaster)]
  const value = await run()
  const { user, system } = process.cpuUsage(program)
  const cpu = [(user + system) / 1e6, cpuOfTree(postmaster) - database].map((seconds) => seconds.toFixed(1))
  console.log(`${what}: ${Math.round(performance.now() - start)} ms; CPU ${cpu.join(' + ')} s`)
  return value
}

/** Takes and leaves the keys again and again, as hand-ins do; tells the longest wait when asked. */
function watchKeys(examId: string): () => Promise<number> {
  let isOver = false
  let longest = 0
  const watching = (async () => {
    while (!isOver) {
      const start = performance.now()
      await db.transaction((tx) => shareExamKeys(tx, examId))
      longest = Math.max(longest, performance.now() - start)
    }
  })()
  return async () => {
    isOver = true
    await watching
    return Math.round(longest)
  }
}

async function staff(to: Db, role: RoleName, unitId: string | null) {
  const accountId = uuidv7()
  await to.insert(accounts).values({ id: accountId, login: accountId, name: role })
  return { db: to, accountId, name: role, viewer: { roles: [{ role, unitId }] }, signer }
}

/** An exam that everybody has sat: the first item is the same for all, and everybody answered it by its own key. */
async function fill() {
  const unitId = await addUnit(db)
  const exam = await addExam(db, {
    campaignId: await addCampaign(db, unitId),
    opensAt: minutes(-300),
    closesAt: minutes(60),
  })
  const [version] = await db
    .select()
    .from(questionVersions)
    .where(eq(questionVersions.kind, 'single'))
    .limit(1)
  if (!version) throw new Error('The bank is empty.')
  const others = await db.select().from(questionVersions).where(ne(questionVersions.id, version.id))
  const known = new Map([version, ...others].map((one) => [one.id, one]))
  const written: Written[] = []
  const entered = []
  for (let index = 0; index < count; index += 1) {
    const personId = uuidv7()
    const registrationId = uuidv7()
    entered.push({ personId, registrationId })
    const drawn = Array.from(
      { length: itemCount - 1 },
      (_, place) => others[(index * 7 + place) % others.length],
    )
    const items = [version, ...drawn].flatMap((one, place): PaperItem[] => {
      if (!one) return []
      const options = one.options.map(({ id }) => id)
      return [{ itemId: `i${place + 1}`, questionVersionId: one.id, kind: one.kind, options, marks: 100 }]
    })
    const seed = `seed ${index}`
    const digest = paperDigest({ examId: exam.id, seed, items })
    const paper = {
      examId: exam.id,
      registrationId,
      tryNo: 1,
      seed,
      trades: [],
      bankDigest: 'b',
      items,
      digest,
    }
    const answers = items.map((item, place) => {
      const right = known.get(item.questionVersionId)?.key ?? []
      const response = place === 0 || (index + place) % 3 > 0 ? right : item.options.slice(0, 1)
      return { itemId: item.itemId, response, afterMs: 9000 * (place + 1) }
    })
    written.push(writeAttempt({ exam, paper, personId, startedAt: minutes(-60), answers, known, signer }))
  }
  await insertRows(
    db,
    people,
    entered.map(({ personId }, index) => personOf(personId, { unitId, index })),
  )
  await insertRows(
    db,
    registrations,
    entered.map(({ personId, registrationId }) => ({ id: registrationId, examId: exam.id, personId })),
  )
  await insertRows(
    db,
    papers,
    written.map(({ paper }) => paper),
  )
  await insertRows(
    db,
    attempts,
    written.map(({ attempt }) => attempt),
  )
  await insertRows(
    db,
    responses,
    written.flatMap((one) => one.responses),
  )
  await insertRows(
    db,
    receipts,
    written.flatMap(({ receipt }) => receipt ?? []),
  )
  return { examId: exam.id, unitId, version }
}

function personOf(id: string, { unitId, index }: { unitId: string; index: number }) {
  return {
    ...{
      id,
      unitId,
      employeeNo: `R${String(index).padStart(6, '0')}`,
      name: `考生${index}`,
      sex: 'f' as const,
    },
    ...{ idNumberCipher: 'x', idNumberHash: id, idNumberTail: '0000', birthDate: '1985-05-05' },
    ...{ post: '科员', grade: '一级科员', category: 'civil-servant' as const },
  }
}
