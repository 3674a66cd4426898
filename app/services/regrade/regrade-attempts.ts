import { uuidv7 } from 'uuidv7'

import { gradePaper } from '#app/domain/grading.ts'
import { type Change, isSame, type Outcome } from '#app/domain/regrade.ts'
import type { Db } from '#db/client.ts'
import type { AttemptRow, ExamRow } from '#db/queries/attempts.ts'
import { type ExamKey, readExamKeys } from '#db/queries/exam-keys.ts'
import { type GradableAttempt, listClosedIds, readGradable, writeRegrades } from '#db/queries/regrade.ts'

import { keyedItems, keyFixIdsOf } from '../attempts/keyed-items.ts'
import { receiptPayload } from '../receipts/receipt-payload.ts'
import type { Signer } from '../receipts/signer.ts'

/** A question of an exam with the key it is to be graded by from now on. */
export type Rekeyed = { exam: ExamRow; questionVersionId: string; key: ExamKey }

/** A change with what its new receipt has to say. */
export type AttemptChange = Change & { attempt: AttemptRow; items: number; keyFixIds: string[] }

export type Computed = {
  /** Every closed attempt of the exam that was looked at, whether or not its paper has the question. */
  known: Set<string>
  /** Whose paper has it. */
  personIds: string[]
  changes: AttemptChange[]
  /** Attempts whose score is not what their answers earn by the keys in force: somebody has to look at them first. */
  broken: string[]
}

/** So many papers are in memory at once: a paper of 100 items is some 20 kB. */
const BATCH = 200

/**
 * Grades afresh every closed attempt of an exam whose paper has the question, from its answers and the keys in force,
 * and writes nothing. The item alone is not looked at: after corrections of several items in any order, the score is
 * what the answers earn.
 *
 * @param options.without Attempts that were looked at before.
 * @param options.lock Their rows stay locked until the transaction ends.
 */
export async function computeChanges(
  tx: Db,
  { exam, questionVersionId, key }: Rekeyed,
  options: { lock: boolean; without?: ReadonlySet<string> },
): Promise<Computed> {
  const ids = (await listClosedIds(tx, exam.id)).filter((id) => !options.without?.has(id))
  const keys = new Map<string, ExamKey>()
  const computed: Computed = { known: new Set(ids), personIds: [], changes: [], broken: [] }
  for (let at = 0; at < ids.length; at += BATCH) {
    const wanted = { examId: exam.id, questionVersionId, ids: ids.slice(at, at + BATCH), lock: options.lock }
    const found = await readGradable(tx, wanted)
    await learnKeys(tx, exam.id, { keys, found })
    const next = new Map(keys).set(questionVersionId, key)
    for (const one of found) {
      const before = outcomeBy(exam, one, keys)
      const { attempt } = one
      computed.personIds.push(attempt.personId)
      if (before.score !== attempt.score || before.passed !== attempt.passed) computed.broken.push(attempt.id)
      const after = outcomeBy(exam, one, next)
      if (!isSame(before, after)) computed.changes.push(changeOf(one, { before, after }, next))
    }
  }
  return computed
}

/** Adds the keys of questions that no paper before had. */
async function learnKeys(
  tx: Db,
  examId: string,
  { keys, found }: { keys: Map<string, ExamKey>; found: readonly GradableAttempt[] },
): Promise<void> {
  const asked = new Set(found.flatMap(({ items }) => items.map((item) => item.questionVersionId)))
  const unknown = [...asked].filter((id) => !keys.has(id))
  if (unknown.length === 0) return
  for (const [id, key] of await readExamKeys(tx, examId, unknown)) keys.set(id, key)
}

type Keys = ReadonlyMap<string, ExamKey>

function outcomeBy(exam: ExamRow, { items, responses }: GradableAttempt, keys: Keys): Outcome {
  const { score } = gradePaper(keyedItems(items, keys), responses, exam.rules.multipleScoring)
  return { score, passed: score >= exam.passMarks }
}

function changeOf(
  { attempt, items }: GradableAttempt,
  outcomes: Pick<Change, 'before' | 'after'>,
  keys: Keys,
): AttemptChange {
  const { personId, state } = attempt
  const receipt = { items: items.length, keyFixIds: keyFixIdsOf(items, keys) }
  return { id: uuidv7(), personId, counts: state === 'handed-in', ...outcomes, attempt, ...receipt }
}

type Writing = { keyFixId: string; reverted: boolean; at: Date; signer: Signer }

/**
 * Writes the changes: the score, the record of the change, and a receipt that says what holds from now on.
 *
 * @returns The signatures of the receipts.
 */
export async function writeChanges(
  tx: Db,
  changes: readonly AttemptChange[],
  { keyFixId, reverted, at, signer }: Writing,
): Promise<string[]> {
  const signatures: string[] = []
  for (let from = 0; from < changes.length; from += BATCH) {
    const batch = changes.slice(from, from + BATCH)
    const regrades = batch.map(({ id, attempt, before, after }) => ({
      ...{ id, keyFixId, attemptId: attempt.id, reverted, at },
      ...{ scoreBefore: before.score, scoreAfter: after.score },
      ...{ passedBefore: before.passed, passedAfter: after.passed },
    }))
    const receipts = batch.map(({ id, attempt, after, items, keyFixIds }) => {
      const receiptId = uuidv7()
      const stated = { ...attempt, ...after }
      const payload = receiptPayload(receiptId, stated, { items, keyFixIds, regradeId: id })
      const signed = { signature: signer.sign(payload), keyId: signer.keyId }
      return { id: receiptId, attemptId: attempt.id, payload, ...signed, issuedAt: at }
    })
    await writeRegrades(tx, regrades, receipts)
    signatures.push(...receipts.map(({ signature }) => signature))
  }
  return signatures
}
