import { randomUUID } from 'node:crypto'

import { and, eq, inArray } from 'drizzle-orm'
import type pg from 'pg'

import { paperDigest } from '#app/services/attempts/chain.ts'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { approveKeyFix, type KeyFixKey, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import type { KeyFixStaff } from '#app/services/regrade/key-fix-scope.ts'
import { proposeKeyFix } from '#app/services/regrade/propose-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import type { Db } from '#db/client.ts'
import { attempts, type PaperItem, papers, receipts } from '#db/schema/attempts.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { regradedAttempts } from '#db/schema/regrade.ts'
import type { RoleName } from '#db/schema/organisation.ts'
import {
  addCandidate,
  addCampaign,
  addExam,
  addStaff,
  addUnit,
  minutes,
  register,
} from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

export const signer = testSigner()

type Version = typeof questionVersions.$inferSelect
export type Item = { code: string; version: Version; itemId: string }

/** A reader with one role, everywhere unless a unit is named. */
export async function staffOf(db: Db, role: RoleName, unitId: string | null = null) {
  const { accountId, name } = await addStaff(db, role, unitId)
  return { db, accountId, name, viewer: { roles: [{ role, unitId }] }, signer }
}

/**
 * An online exam, everybody with the same paper of five items of 20 points: single, single, multiple, true/false,
 * true/false; 60 points pass.
 */
export async function keyFixWorld(db: Db, pool: pg.Pool, change: Parameters<typeof addExam>[1] = {}) {
  const unitId = await addUnit(db)
  const exam = await addExam(db, { campaignId: await addCampaign(db, unitId), maxTries: 3, ...change })
  const items = await pickItems(db)
  const paper = items.map(({ itemId, version }): PaperItem => {
    const options = version.options.map(({ id }) => id)
    return { itemId, questionVersionId: version.id, kind: version.kind, options, marks: 2000 }
  })

  /** A candidate with an open attempt and this many right answers from the first item on; the rest are wrong. */
  async function sits(right: number, again?: Candidate) {
    const candidate = again?.candidate ?? (await addCandidate(db, unitId))
    const registrationId = again?.registrationId ?? (await register(db, exam.id, candidate.personId))
    const tryNo = (again?.tryNo ?? 0) + 1
    const seed = `${registrationId} ${tryNo}`
    const digest = paperDigest({ examId: exam.id, seed, items: paper })
    const frozen = { examId: exam.id, registrationId, tryNo, seed, bankDigest: 'b', items: paper, digest }
    await db.insert(papers).values({ ...frozen, createdAt: minutes(0) })
    const started = await startAttempt(candidate, { registrationId })
    if (!started.ok) throw new Error(started.refusal)
    const { attemptId } = started.value.view
    const token = { attemptId, personId: candidate.personId, generation: started.value.generation }
    const entries = items.map((item, index) => ({
      seq: index + 1,
      itemId: item.itemId,
      response: index < right ? item.version.key : wrongOf(item.version),
      clientAt: new Date(),
    }))
    await saveBatch(pool, new Map(), [{ ...token, entries }])
    let seq = entries.length
    const answer = async (item: number, response: string[]) => {
      seq += 1
      const entry = { seq, itemId: items[item]?.itemId ?? '', response, clientAt: new Date() }
      await saveBatch(pool, new Map(), [{ ...token, entries: [entry] }])
    }
    const handIn = async () => {
      const receipt = await handInAttempt({ db, signer }, token, seq)
      if (!receipt.ok) throw new Error(receipt.refusal)
      return receipt.value
    }
    return { candidate, registrationId, tryNo, attemptId, personId: candidate.personId, answer, handIn }
  }

  /** As `sits`, and hands in. */
  async function sat(right: number, again?: Candidate) {
    const sitter = await sits(right, again)
    return { ...sitter, receiptId: (await sitter.handIn()).receiptId }
  }

  const author = await staffOf(db, 'author')
  const admin = await staffOf(db, 'administrator', unitId)
  const second = await staffOf(db, 'administrator', unitId)
  const propose = async (item: number, key: string[] | null) => {
    const version = items[item]?.version
    if (!version) throw new Error('no item')
    const proposed = await proposeKeyFix(author, exam.id, {
      questionVersionId: version.id,
      key,
      reason: '答案有误',
    })
    if (!proposed.ok) throw new Error(proposed.refusal)
    return { examId: exam.id, keyFixId: proposed.value.keyFixId }
  }
  return { db, exam, unitId, items, sits, sat, author, admin, second, propose }
}

type Candidate = {
  candidate: Awaited<ReturnType<typeof addCandidate>>
  registrationId: string
  tryNo: number
}

/** What an administrator sees and then approves. */
export async function lookAndApprove(admin: Awaited<ReturnType<typeof staffOf>>, key: KeyFixKey) {
  return approveKeyFix(admin, key, await seenBy(admin, key))
}

export async function seenBy(reader: KeyFixStaff, key: KeyFixKey) {
  const view = await readKeyFix(reader, key, 1)
  return view.ok ? (view.value.effect?.seen ?? null) : null
}

/** Applies a correction with everything that belongs to it. */
export async function apply(
  world: Awaited<ReturnType<typeof keyFixWorld>>,
  item: number,
  key: string[] | null,
) {
  const keyFix = await world.propose(item, key)
  const approved = await lookAndApprove(world.admin, keyFix)
  if (!approved.ok) throw new Error(approved.refusal)
  return { keyFix, effect: approved.value }
}

export async function revert(world: Awaited<ReturnType<typeof keyFixWorld>>, key: KeyFixKey) {
  const reverted = await revertKeyFix(world.second, key, '更正有误')
  if (!reverted.ok) throw new Error(reverted.refusal)
  return reverted.value
}

/** Scores in points and passes, in the order of the attempts given. */
export async function scoresOf(db: Db, sitters: readonly { attemptId: string }[]) {
  const rows = await db
    .select()
    .from(attempts)
    .where(
      inArray(
        attempts.id,
        sitters.map(({ attemptId }) => attemptId),
      ),
    )
  return sitters.map(({ attemptId }) => {
    const row = rows.find(({ id }) => id === attemptId)
    return [(row?.score ?? NaN) / 100, row?.passed]
  })
}

export const receiptsOf = (db: Db, attemptId: string) =>
  db.select().from(receipts).where(eq(receipts.attemptId, attemptId)).orderBy(receipts.issuedAt, receipts.id)

export const regradesOf = (db: Db, attemptId: string) =>
  db
    .select()
    .from(regradedAttempts)
    .where(eq(regradedAttempts.attemptId, attemptId))
    .orderBy(regradedAttempts.at)

/** An answer with no right option in it. */
export function wrongOf({ options, key }: Version): string[] {
  return options
    .filter(({ id }) => !key.includes(id))
    .slice(0, 1)
    .map(({ id }) => id)
}

const wanted = ['single', 'single', 'multiple', 'true-false', 'true-false'] as const

async function pickItems(db: Db): Promise<Item[]> {
  const rows = await db
    .select({ code: questions.code, version: questionVersions })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(and(eq(questionVersions.state, 'approved')))
    .orderBy(questions.code)
  // A multiple-choice question must have a wrong option, for there has to be a wrong answer to it.
  const left = rows.filter(({ version }) => version.key.length < version.options.length)
  return wanted.map((kind) => {
    const index = left.findIndex(({ version }) => version.kind === kind)
    const [found] = left.splice(index, 1)
    if (index < 0 || !found) throw new Error(`no ${kind}`)
    return { ...found, itemId: randomUUID().slice(0, 8) }
  })
}
