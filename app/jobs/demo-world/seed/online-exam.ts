import { uuidv7 } from 'uuidv7'

import { type BankState, readBankState } from '#app/services/papers/bank-state.ts'
import { assembleFor } from '#app/services/papers/prepare-paper.ts'
import type { Signer } from '#app/services/receipts/signer.ts'
import type { Db } from '#db/client.ts'
import { type ExamRow, readQuestionVersions, requireExam } from '#db/queries/attempts.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { listTradesOfUnits } from '#db/queries/trades.ts'
import { attempts, papers, receipts, responses } from '#db/schema/attempts.ts'
import { acceptances, exams, registrations } from '#db/schema/campaigns.ts'

import type { Random } from '../random.ts'
import { inventAnswers, type Known } from './answers.ts'
import type { examRow } from './exam-rows.ts'
import type { Inhabitant } from './organisation.ts'
import { temperOf } from './tempers.ts'
import { type Written, writeAnnulled, writeAttempt } from './written-attempt.ts'

export type OnlineExam = {
  exam: ExamRow
  bank: BankState
  /** By unit id. */
  trades: ReadonlyMap<string, string[]>
  known: ReadonlyMap<string, Known>
  signer: Signer
}
export type Registered = { registrationId: string; person: Inhabitant }

/** What becomes of one person's next attempt. */
export type Try = { startedAt: Date; ability: number; random: Random; fault?: { at: Date; reason: string } }

/** Publishes an online exam and reads back what its papers are made from. */
export async function seedOnlineExam(
  tx: Db,
  row: ReturnType<typeof examRow> & { opensAt: Date; closesAt: Date },
  signer: Signer,
): Promise<OnlineExam> {
  await insertRows(tx, exams, [row])
  // The stored form of the rules is what the answer chains begin with.
  const exam = await requireExam(tx, row.id)
  const bank = await readBankState(tx, exam)
  const versions = await readQuestionVersions(
    tx,
    bank.index.blocks.flatMap(({ questions }) => questions.map(({ versionId }) => versionId)),
  )
  const known = new Map([...versions].map(([id, row]) => [id, { key: row.key, temper: temperOf(row) }]))
  return { exam, bank, trades: await listTradesOfUnits(tx), known, signer }
}

/** Enters people for an exam without a place. `pledgedAt`: when somebody accepted the pledge, for those who did. */
export async function registerPeople(
  tx: Db,
  { exam, version }: { exam: ExamRow; version: string },
  entries: readonly (Registered & { pledgedAt: Date | null })[],
): Promise<void> {
  await insertRows(
    tx,
    registrations,
    entries.map(({ registrationId, person, pledgedAt }) => ({
      id: registrationId,
      examId: exam.id,
      personId: person.id,
      pledgedAt,
    })),
  )
  const pledged = entries.flatMap(({ registrationId, person, pledgedAt }) =>
    pledgedAt ? [{ registrationId, personId: person.id, acceptedAt: pledgedAt }] : [],
  )
  await insertRows(
    tx,
    acceptances,
    pledged.map((one) => ({ id: uuidv7(), document: 'pledge' as const, version, ...one })),
  )
}

/** Lets one person sit once. Nothing is written to the database yet. */
export function sitOnce(
  { exam, bank, trades, known, signer }: OnlineExam,
  { registrationId, person, tryNo }: Registered & { tryNo: number },
  { startedAt, ability, random, fault }: Try,
): Written {
  const place = { registrationId, tryNo, trades: trades.get(person.unitId) ?? [] }
  const paper = assembleFor(exam, bank, place)
  const answers = inventAnswers(random, paper.items, { ability, known })
  const sitting = { exam, paper, personId: person.id, startedAt, answers, known, signer }
  return fault ? writeAnnulled(sitting, fault) : writeAttempt(sitting)
}

/** Writes finished attempts with their papers, answer logs and receipts. */
export async function storeAttempts(tx: Db, written: readonly Written[]): Promise<void> {
  await insertRows(
    tx,
    papers,
    written.map(({ paper }) => paper),
  )
  await insertRows(
    tx,
    attempts,
    written.map(({ attempt }) => attempt),
  )
  await insertRows(
    tx,
    responses,
    written.flatMap((one) => one.responses),
  )
  await insertRows(
    tx,
    receipts,
    written.flatMap(({ receipt }) => receipt ?? []),
  )
}
