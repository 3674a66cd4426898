import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { findLaw } from '#db/queries/laws.ts'
import { markChanges } from '#question-bank/laws/mark-changes.ts'
import { stateOn } from '#question-bank/laws/version-periods.ts'

import { actorOf, type BankStaff, isAuthor, isReviewer, mayRead } from '../questions/bank-staff.ts'
import { type Affected, findAffected, type Step, workOf } from './affected-questions.ts'
import { type CarryWork, carryWork } from '#app/domain/carry-work.ts'
import { markRow } from './compare-versions.ts'

/** What needs no reading comes in larger batches. */
const perPage = { ready: 100, begun: 100, look: 20, none: 50 } satisfies Record<CarryWork, number>

type Wanted = { view: CarryWork | null; page: number; today: string }

/**
 * The questions of a law that cite a version that ends or has ended, each with a proposed new citation. Every reading
 * is audited, as that of the bank's list is.
 *
 * @see docs/rules/law-change.md Rules L10 to L12.
 */
export async function readAffected(staff: BankStaff, lawId: string, { view, page, today }: Wanted) {
  if (!mayRead(staff)) return refuse('not-allowed')
  const law = await findLaw(staff.db, lawId)
  if (!law) return refuse('not-found')
  const { affected, steps } = await findAffected(staff.db, law, today)
  const counts = countWork(affected)
  const shown = view ?? firstWork(staff, counts)
  const all = affected.filter((one) => workOf(one) === shown)
  const pageCount = Math.max(1, Math.ceil(all.length / perPage[shown]))
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pageCount)
  const rows = all.slice((at - 1) * perPage[shown], at * perPage[shown])
  await audit(staff, lawId, rows)
  return ok({
    law,
    ...{ counts, view: shown, page: at, pageCount },
    steps: steps.map((step) => stepView(step, today)),
    rows: rows.map((one) => rowOf(one, staff)),
    mayWrite: isAuthor(staff),
    acts: {
      carry: isAuthor(staff) && (shown === 'ready' || shown === 'look'),
      retire: isReviewer(staff) && (shown === 'none' || shown === 'look'),
    },
  })
}

export type AffectedView =
  Awaited<ReturnType<typeof readAffected>> extends Result<infer View, string> ? View : never

function countWork(affected: readonly Affected[]): Record<CarryWork, number> {
  const counts = { ready: 0, look: 0, none: 0, begun: 0 }
  for (const one of affected) counts[workOf(one)] += 1
  return counts
}

/** What there is to do for whoever looks: a reviewer who is no author has nothing to carry over. */
function firstWork(staff: BankStaff, counts: Record<CarryWork, number>): CarryWork {
  const order: readonly CarryWork[] = isAuthor(staff) ? carryWork : ['begun', 'ready', 'look', 'none']
  return order.find((view) => counts[view] > 0) ?? order[0] ?? 'ready'
}

async function audit(staff: BankStaff, lawId: string, rows: readonly Affected[]): Promise<void> {
  if (rows.length === 0) return
  await appendAudit(staff.db, {
    at: await readInstant(staff.db),
    actor: actorOf(staff),
    action: 'bank.listed',
    subject: 'bank',
    detail: { affectedBy: lawId, codes: rows.map(({ code }) => code) },
  })
}

const stepView = ({ from, to, missing }: Step, today: string) => ({
  from: from.version,
  /** The last day on which questions on it are asked. */
  lastDay: from.effectiveTo ?? '',
  state: stateOn(today, from),
  to: to && { version: to.version, effectiveFrom: to.effectiveFrom },
  missing,
  textsMissing: [from, ...(to ? [to] : [])]
    .filter(({ imported }) => imported === 0)
    .map(({ version }) => version),
})

function rowOf(one: Affected, staff: BankStaff) {
  const { version, code, proposals, carried, step, begun } = one
  const { stem, options, key, explanation, article, lawVersion, kind } = version
  return {
    ...{ questionId: version.questionId, code, kind, stem, options, key, explanation },
    ...{ base: version.version, article, lawVersion },
    /** Whether there was anything to compare: without it, no proposal does not mean that the article is gone. */
    isCompared: step.texts !== null,
    proposals: proposals.map((proposal) => ({
      ...proposal,
      ...(step.texts ? markRow({ from: article, to: proposal.label }, step.texts) : { older: [], newer: [] }),
    })),
    /** The explanation before and after, where its numbers change with the citation. */
    explanations: markChanges(explanation, begun?.explanation ?? carried?.explanation ?? explanation),
    begun: begun && begunOf(one, begun, staff),
  }
}

function begunOf(
  { version, carried, proposals }: Affected,
  begun: NonNullable<Affected['begun']>,
  staff: BankStaff,
) {
  const isOwn = begun.authorId === staff.accountId
  return {
    version: begun.version,
    state: begun.state,
    article: begun.article,
    lawVersion: begun.lawVersion,
    author: begun.author,
    isOwn,
    mayApprove: isReviewer(staff) && !isOwn && begun.state === 'in-review',
    /** Word for word what is proposed, and nothing but numbers changed. */
    isRenumbering:
      carried?.isRenumbering === true &&
      begun.article === proposals[0]?.label &&
      JSON.stringify(askedOf(begun)) === JSON.stringify(askedOf({ ...version, ...carried })),
  }
}

const askedOf = ({ kind, stem, options, key, explanation }: Affected['version']) => [
  kind,
  stem,
  options.map(({ id, text }) => [id, text]),
  key,
  explanation,
]
