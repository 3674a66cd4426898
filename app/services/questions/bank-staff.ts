import type { Person } from '#app/domain/question-steps.ts'
import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import type { RoleName } from '#db/schema/organisation.ts'

/** Somebody at work on the bank. The bank is one for the whole installation: roles count, regions do not. */
export type BankStaff = {
  db: Db
  accountId: string
  name: string
  viewer: { roles: readonly { role: RoleName }[] }
}

export const isAuthor = (staff: BankStaff): boolean => hasRole(staff, 'author')
export const isReviewer = (staff: BankStaff): boolean => hasRole(staff, 'reviewer')
/** Whether questions with their keys may be shown to somebody at all. */
export const mayRead = (staff: BankStaff): boolean => isAuthor(staff) || isReviewer(staff)
export const actorOf = (staff: BankStaff): Actor => ({ id: staff.accountId, name: staff.name })

/** For the rules of review (`takeQuestionStep`). */
export const personOf = (staff: BankStaff): Person => ({
  accountId: staff.accountId,
  isAuthor: isAuthor(staff),
  isReviewer: isReviewer(staff),
})

const hasRole = ({ viewer }: BankStaff, role: RoleName) => viewer.roles.some((held) => held.role === role)
