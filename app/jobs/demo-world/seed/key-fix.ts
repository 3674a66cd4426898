import { proposeKeyFix } from '#app/services/regrade/propose-key-fix.ts'
import type { Db } from '#db/client.ts'
import { findContestedAnswer } from '#db/queries/demo-world.ts'

import { requireStaff, type StaffActors } from './accounts.ts'

/**
 * The city's author has found a question of the online exam that most people answer in another way than the key says,
 * and proposes to correct it: the administrator has something to decide. Where there is none, nothing is proposed.
 */
export async function seedKeyFix(tx: Db, staff: StaffActors, examId: string): Promise<void> {
  const contested = await findContestedAnswer(tx, examId)
  if (!contested) return
  const author = requireStaff(staff, 'author')
  const roles = [{ role: 'author' as const, unitId: null }]
  const proposed = await proposeKeyFix(
    { db: tx, accountId: author.id, name: author.name, viewer: { roles } },
    examId,
    {
      questionVersionId: contested.questionVersionId,
      key: [contested.option],
      reason: '（演示）多数考生的选择与原定答案不同，经复核更正。',
    },
  )
  if (!proposed.ok) throw new Error(`The correction could not be proposed: ${proposed.refusal}.`)
}
