import { asc, eq } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { accounts } from '../schema/organisation.ts'
import { questionComments } from '../schema/question-relations.ts'

/** What was said about a question, oldest first, with the names of those who said it. */
export async function listComments(tx: Db, questionId: string) {
  return tx
    .select({
      id: questionComments.id,
      version: questionComments.version,
      comment: questionComments.comment,
      at: questionComments.at,
      by: accounts.name,
    })
    .from(questionComments)
    .innerJoin(accounts, eq(accounts.id, questionComments.accountId))
    .where(eq(questionComments.questionId, questionId))
    .orderBy(asc(questionComments.at), asc(questionComments.id))
}

export async function insertComment(tx: Db, row: typeof questionComments.$inferInsert): Promise<void> {
  await tx.insert(questionComments).values(row)
}
