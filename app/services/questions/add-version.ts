import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findLawVersion, insertQuestion, insertVersion, type VersionRow } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  type CaseOf,
  type ContentFaults,
  contentOf,
  judgeContent,
  type WrittenContent,
} from '#question-bank/judge-content.ts'

import { actorOf, type BankStaff } from './bank-staff.ts'
import { questionDigest } from './question-digest.ts'

type NewQuestion = { code: string; content: WrittenContent; of?: CaseOf | undefined }

/** Adds a question with its first version, a draft, and its audit row. */
export async function addQuestion(tx: Db, author: BankStaff, { code, content, of }: NewQuestion) {
  const question = await insertQuestion(tx, code)
  await addVersion(tx, author, { question, version: 1, content, of })
  return { questionId: question.id, version: 1 }
}

type NewVersion = {
  question: { id: string; code: string }
  version: number
  content: WrittenContent
  /** The case it belongs to; of none unless told. */
  of?: CaseOf | undefined
  /** The unapproved version that it takes the place of. */
  replaced?: VersionRow | null
}

/** Adds a version of a question, a draft, with its audit row. */
export async function addVersion(
  tx: Db,
  author: BankStaff,
  { question, version, content, of, replaced }: NewVersion,
): Promise<void> {
  const asked = contentOf(content, of)
  const at = await readInstant(tx)
  const row = await insertVersion(tx, {
    questionId: question.id,
    version,
    state: 'draft',
    ...asked,
    digest: questionDigest({ code: question.code, ...asked }),
    origin: 'written',
    authorId: author.accountId,
    createdAt: at,
  })
  await appendAudit(tx, {
    at,
    actor: actorOf(author),
    action: 'question.written',
    subject: 'question',
    subjectId: question.id,
    detail: { code: question.code, version, digest: row.digest, replaced: replaced?.version ?? null },
  })
}

/** What a machine finds wrong with content; null when nothing is. */
export async function faultsOf(tx: Db, content: WrittenContent): Promise<ContentFaults | null> {
  const law = await findLawVersion(tx, { lawId: content.lawId, version: content.lawVersion })
  const faults = judgeContent(content, law)
  return Object.keys(faults).length > 0 ? faults : null
}
