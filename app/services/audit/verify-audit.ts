import type { Db } from '#db/client.ts'
import { listAttemptsAfter, listResponses, requireExam, requirePaper } from '#db/queries/attempts.ts'
import { listSealed } from '#db/queries/seals.ts'

import { firstDigest, nextDigest, paperDigest } from '../attempts/chain.ts'
import { noSeal, sealOf } from './seal-audit.ts'

export type Finding = { where: string; what: string }

const BATCH = 2000

/** Recomputes the chain over the audit log: finds any altered, removed, reordered or inserted row. */
export async function verifySeals(db: Db): Promise<{ rows: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let head: Buffer = noSeal
  let position = 0
  for (;;) {
    const batch = await listSealed(db, position, BATCH)
    if (batch.length === 0) return { rows: position, findings }
    for (const { seal, row } of batch) {
      if (seal.position !== position + 1) findings.push({ where: `seal ${position + 1}`, what: 'is missing' })
      if (!row) findings.push({ where: `audit row ${seal.auditId}`, what: 'was removed' })
      else if (!sealOf(head, row).equals(seal.digest))
        findings.push({ where: `audit row ${seal.auditId}`, what: 'was altered or reordered' })
      head = seal.digest
      position = seal.position
    }
  }
}

/** Recomputes every answer chain from the frozen papers on: finds any altered, removed, reordered or inserted answer. */
export async function verifyAnswers(db: Db): Promise<{ attempts: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let attempts = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const batch = await listAttemptsAfter(db, after, 200)
    if (batch.length === 0) return { attempts, findings }
    for (const attempt of batch) {
      const what = await chainProblem(db, attempt)
      if (what) findings.push({ where: `attempt ${attempt.id}`, what })
      attempts += 1
      after = attempt.id
    }
  }
}

type Attempt = Awaited<ReturnType<typeof listAttemptsAfter>>[number]

/** What is wrong with one attempt's chain; null when it is whole. */
export async function chainProblem(db: Db, attempt: Attempt): Promise<string | null> {
  const paper = await requirePaper(db, attempt.paperId)
  const exam = await requireExam(db, attempt.examId)
  if (paperDigest({ examId: paper.examId, seed: paper.seed, items: paper.items }) !== paper.digest)
    return 'its paper was altered'
  let head = firstDigest({ attemptId: attempt.id, paperDigest: paper.digest, rules: exam.rules })
  const rows = await listResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  for (const [index, row] of rows.entries()) {
    head = nextDigest(head, row)
    if (row.link !== index + 1) return `link ${index + 1} is missing`
    if (!head.equals(row.digest)) return `link ${row.link} was altered`
  }
  if (rows.length !== attempt.links) return `${attempt.links} links were written, ${rows.length} are there`
  return head.equals(attempt.chainHead) ? null : 'its head does not fit'
}
