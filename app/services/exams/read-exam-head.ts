import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  findAttemptOfPerson,
  findCandidate,
  findPlacedRegistration,
  listAcceptances,
} from '#db/queries/candidate.ts'

import { type DocumentName, missingOf } from './documents.ts'
import { type ExamFacts, type ExamRulesFacts, factsOf, rulesOf } from './exam-facts.ts'

/** What the exam page knows before it has the paper: whose attempt it is, and at which seat. */
export type ExamHead = {
  attemptId: string
  registrationId: string
  personId: string
  open: boolean
  void: boolean
  receiptId: string | null
  candidateName: string
  seatNumber: number | null
  ticketNo: string | null
  /** Null: an online exam, without a room and a proctor. */
  sittingId: string | null
  /** Not yet accepted in today's version. Without the notice, the camera stays off; the exam goes on all the same. */
  missingDocuments: { document: DocumentName; version: string }[]
  exam: ExamFacts & ExamRulesFacts
}

/** Reads the head of one's own attempt; another person's, and an annulled one, is not found. */
export async function readExamHead(
  { db, personId }: { db: Db; personId: string },
  attemptId: string,
): Promise<Result<ExamHead, 'not-found'>> {
  const found = await findAttemptOfPerson(db, { attemptId, personId })
  if (!found || found.attempt.state === 'annulled') return refuse('not-found')
  const { registrationId, state } = found.attempt
  const row = await findPlacedRegistration(db, { registrationId, personId })
  const candidate = await findCandidate(db, personId)
  const accepted = await listAcceptances(db, registrationId)
  if (!row || !candidate) return refuse('not-found')
  return ok({
    attemptId,
    registrationId,
    personId,
    open: state === 'answering' || state === 'paused',
    void: state === 'void',
    receiptId: found.receiptId,
    candidateName: candidate.name,
    seatNumber: row.seatNumber,
    ticketNo: row.registration.ticketNo,
    sittingId: row.registration.sittingId,
    missingDocuments: missingOf(accepted),
    exam: { ...factsOf(row.exam), ...rulesOf(row.exam) },
  })
}
