import type { Proposal } from '#app/services/regrade/propose-key-fix.ts'

/** What a proposal form says. What it makes no sense of, the service refuses. */
export function readProposal(form: FormData): Proposal & { key: string[] | null } {
  const chosen = form.getAll('option').filter((value) => typeof value === 'string')
  return {
    questionVersionId: textOf(form, 'version'),
    // More options than a question can have are impossible, however many are sent.
    key: textOf(form, 'kind') === 'void' ? null : chosen.slice(0, 30),
    reason: textOf(form, 'reason').slice(0, 2000),
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
