import { createHash } from 'node:crypto'

import { paperDigest } from '../attempts/chain.ts'
import { type ExamRow, findPaper, insertPaper, type PaperRow } from '#db/queries/attempts.ts'
import { listAskable } from '#db/queries/bank.ts'
import type { Db } from '#db/client.ts'
import { assemblePaper, type Candidate } from '#question-bank/assembly.ts'
import { Blueprint } from '#question-bank/blueprint.ts'

/**
 * The paper of a registration's try: the frozen one, or a new one assembled from the exam's blueprint, the bank's
 * state and a seed, so that anyone with the record can assemble it again (promise P5).
 */
export async function preparePaper(
  tx: Db,
  exam: ExamRow,
  place: { registrationId: string; tryNo: number; now: Date },
): Promise<PaperRow> {
  const frozen = await findPaper(tx, place)
  if (frozen) return frozen

  const bank = bankOf(await listAskable(tx, exam.lawDate))
  return insertPaper(tx, { ...assembleFor(exam, bank, place), createdAt: place.now })
}

/** The bank as assembly needs it, with the digest that names its state. */
export type AskableBank = { candidates: Candidate[]; digest: string }

export function bankOf(askable: Awaited<ReturnType<typeof listAskable>>): AskableBank {
  return {
    candidates: askable.map((one) => ({ ...one, optionIds: one.options.map((option) => option.id) })),
    digest: digestOf(askable.map((one) => `${one.code} ${one.versionId} ${one.digest}`)),
  }
}

/** Assembles the paper of a registration's try: the same exam, bank and place give the same paper. */
export function assembleFor(
  exam: Pick<ExamRow, 'id' | 'seed' | 'rules'>,
  bank: AskableBank,
  { registrationId, tryNo }: { registrationId: string; tryNo: number },
) {
  const seed = `${exam.seed}:${registrationId}:${tryNo}`
  const items = assemblePaper(Blueprint.parse(exam.rules.blueprint), bank.candidates, seed)
  const digest = paperDigest({ examId: exam.id, seed, items })
  return { examId: exam.id, registrationId, tryNo, seed, bankDigest: bank.digest, items, digest }
}

const digestOf = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')
