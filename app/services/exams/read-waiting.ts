import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  findCandidate,
  findPlacedRegistration,
  listAcceptances,
  listAttemptsWithReceipts,
} from '#db/queries/candidate.ts'

import { type DocumentName, documentNames, documentVersions } from './documents.ts'
import { type ExamFacts, type ExamRulesFacts, factsOf, rulesOf } from './exam-facts.ts'
import { placeOf, type SittingPlace } from './list-registrations.ts'
import { type RegistrationState, standingOf } from './registration-state.ts'

export type WaitingView = {
  registrationId: string
  candidate: { name: string; idTail: string; unitZh: string; unitEn: string; employeeNo: string }
  exam: ExamFacts & ExamRulesFacts
  sitting: SittingPlace | null
  state: RegistrationState
  opensAt: Date | null
  closesAt: Date | null
  attemptId: string | null
  receiptId: string | null
  triesUsed: number
  triesLeft: number
  /** The server's clock when it answered: the page counts from it and never trusts its own. */
  now: Date
  documents: { document: DocumentName; version: string; acceptedAt: Date | null }[]
}

/** What the waiting page of one registration shows. Another person's registration is not found. */
export async function readWaiting(
  { db, personId }: { db: Db; personId: string },
  registrationId: string,
  now: Date,
): Promise<Result<WaitingView, 'not-found'>> {
  const row = await findPlacedRegistration(db, { registrationId, personId })
  const candidate = await findCandidate(db, personId)
  if (!row || !candidate) return refuse('not-found')
  const attempts = await listAttemptsWithReceipts(db, [registrationId])
  const accepted = await listAcceptances(db, registrationId)
  const standing = standingOf({ ...row, attempts: attempts.map(({ attempt }) => attempt) }, now)
  const { name, idTail, unitZh, unitEn, employeeNo } = candidate
  return ok({
    registrationId,
    candidate: { name, idTail, unitZh, unitEn, employeeNo },
    exam: { ...factsOf(row.exam), ...rulesOf(row.exam) },
    sitting: placeOf(row),
    ...standing,
    receiptId: attempts[attempts.length - 1]?.receiptId ?? null,
    now,
    documents: documentNames.map((document) => ({
      document,
      version: documentVersions[document],
      acceptedAt:
        accepted.find((one) => one.document === document && one.version === documentVersions[document])
          ?.acceptedAt ?? null,
    })),
  })
}
