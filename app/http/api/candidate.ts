import { z } from '@hono/zod-openapi'

import { issueMachineToken, readMachineToken } from '#app/auth/machine-token.ts'
import type { Viewer } from '#app/context.ts'
import type { AttemptView } from '#app/services/attempts/attempt-view.ts'
import type { Receipt as ReceiptValue } from '#app/services/attempts/close-attempt.ts'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { readOwnAttempt } from '#app/services/attempts/read-own-attempt.ts'
import { OutcomeUnknown } from '#app/services/attempts/save-queue.ts'
import type { SaveOutcome } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { newBankMemory } from '#app/services/papers/bank-memory.ts'
import { clockJson } from '#app/services/sittings/read-room.ts'

import { newAllowance } from '../allowance.ts'
import type { HttpDeps } from '../deps.ts'
import { problem } from '../problem.ts'
import { endpoint, newApi } from './define.ts'
import * as shape from './schemas.ts'

const AttemptParams = z.object({ id: shape.Id })

const listMine = endpoint({
  method: 'get',
  path: '/me/registrations',
  summary: 'The exams I am entered for',
  replies: {
    200: {
      description: 'Registrations, what to do next first',
      schema: z.array(z.looseObject({ registrationId: shape.Id, state: z.string() })),
    },
  },
  problems: ['unauthenticated', 'forbidden'],
})
const start = endpoint({
  method: 'post',
  path: '/attempts',
  summary: 'Start an attempt, or go on with the open one',
  body: shape.StartAttempt,
  replies: {
    200: { description: 'The open attempt', schema: shape.HeldAttempt },
    201: { description: 'A new attempt', schema: shape.HeldAttempt },
  },
  problems: [
    'unauthenticated',
    'forbidden',
    'not-found',
    'not-checked-in',
    'not-started',
    'too-late',
    'window-closed',
    'no-tries-left',
    'attempt-over',
    'machine-held',
    'hand-over-needed',
    'too-many-requests',
  ],
})
const read = endpoint({
  method: 'get',
  path: '/attempts/{id}',
  summary: 'Read my attempt; gives no right to write',
  params: AttemptParams,
  replies: { 200: { description: 'The attempt', schema: shape.Attempt } },
  problems: ['unauthenticated', 'forbidden', 'not-found'],
})
const save = endpoint({
  method: 'post',
  path: '/attempts/{id}/responses',
  summary: 'Save answers, in seq order without gaps',
  params: AttemptParams,
  body: shape.SaveResponses,
  replies: { 200: { description: 'Committed up to savedSeq', schema: shape.Saved } },
  problems: [
    'not-found',
    'stale-machine',
    'not-open',
    'paused',
    'time-over',
    'too-many-requests',
    'outcome-unknown',
  ],
})
const handIn = endpoint({
  method: 'post',
  path: '/attempts/{id}/hand-in',
  summary: 'Hand in; a retry gets the same receipt',
  params: AttemptParams,
  body: shape.HandIn,
  replies: { 200: { description: 'The receipt', schema: shape.Receipt } },
  problems: ['not-found', 'stale-machine', 'not-open', 'paused', 'answers-outstanding'],
})

/** More than any person or honest retry can do; a script is slowed before it costs its neighbours anything. */
const ENTRIES_PER_10_S = 1000

/** Every reload of the exam page is a start; nobody reloads more than once a second. */
const STARTS_PER_MINUTE = 60

/** What a candidate's browser, or another client of theirs, may do. */
export function candidateApi({ db, keys, signer, saves, log }: HttpDeps) {
  const entryAllowance = newAllowance({ points: ENTRIES_PER_10_S, seconds: 10 })
  const startAllowance = newAllowance({ points: STARTS_PER_MINUTE, seconds: 60 })
  const memory = newBankMemory()
  const api = newApi()

  api.openapi(listMine, async (c) => {
    const candidate = candidateOf(c.get('viewer'))
    if (!candidate) return refuseViewer(c.get('viewer'), c.get('locale'))
    return c.json(await listRegistrations({ db, personId: candidate.personId }, c.get('now')), 200)
  })

  api.openapi(start, async (c) => {
    const candidate = candidateOf(c.get('viewer'))
    if (!candidate) return refuseViewer(c.get('viewer'), c.get('locale'))
    if (!(await startAllowance.within(candidate.accountId)))
      return problem('too-many-requests', c.get('locale'))
    const started = await startAttempt({ db, ...candidate, memory }, c.req.valid('json'))
    if (!started.ok) return problem(started.refusal, c.get('locale'))
    const { created, generation, view } = started.value
    const machine = issueMachineToken(keys, {
      attemptId: view.attemptId,
      personId: candidate.personId,
      generation,
    })
    return c.json({ ...attemptJson(view), machine }, created ? 201 : 200)
  })

  api.openapi(read, async (c) => {
    const candidate = candidateOf(c.get('viewer'))
    if (!candidate) return refuseViewer(c.get('viewer'), c.get('locale'))
    const view = await readOwnAttempt(db, {
      attemptId: c.req.valid('param').id,
      personId: candidate.personId,
    })
    return view ? c.json(attemptJson(view), 200) : problem('not-found', c.get('locale'))
  })

  // No session is looked up on this path: the token names attempt, person and generation, and the row decides.
  api.openapi(save, async (c) => {
    const { machine, entries } = c.req.valid('json')
    const token = readMachineToken(keys, machine)
    if (token?.attemptId !== c.req.valid('param').id || !token) return problem('not-found', c.get('locale'))
    if (!(await entryAllowance.within(token.attemptId, entries.length)))
      return problem('too-many-requests', c.get('locale'))
    try {
      const outcome = await saves.save({
        ...token,
        entries: entries.map((entry) => ({
          ...entry,
          clientAt: clientInstantOf(entry.clientAt),
        })),
      })
      return replySaved(outcome, c.get('locale'))
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error
      log.error({ err: error.cause, attemptId: token.attemptId }, 'A save has no known outcome.')
      return problem('outcome-unknown', c.get('locale'))
    }
  })

  api.openapi(handIn, async (c) => {
    const { machine, lastSeq } = c.req.valid('json')
    const token = readMachineToken(keys, machine)
    if (token?.attemptId !== c.req.valid('param').id || !token) return problem('not-found', c.get('locale'))
    const receipt = await handInAttempt({ db, signer }, token, lastSeq)
    if (receipt.ok) return c.json(receiptJson(receipt.value), 200)
    const standing = receipt.standing && {
      savedSeq: receipt.standing.savedSeq,
      clock: clockJson(receipt.standing.clock),
    }
    return problem(receipt.refusal, c.get('locale'), standing)
  })

  return api
}

/**
 * What a seat computer's clock says is evidence only. A year that the record could not be read back with (the chain
 * covers it) is left out; the answer itself is kept.
 */
function clientInstantOf(text: string | null | undefined): Date | null {
  if (!text) return null
  const at = new Date(text)
  const year = at.getUTCFullYear()
  return year >= 1970 && year < 3000 ? at : null
}

function replySaved(outcome: SaveOutcome, locale: 'zh-CN' | 'en'): Response {
  if (outcome.kind === 'not-found') return problem('not-found', locale)
  if (outcome.kind === 'too-many') return problem('too-many-requests', locale, { limit: outcome.limit })
  const clock = clockJson(outcome.clock)
  if (outcome.kind === 'saved') {
    return Response.json(
      { savedSeq: outcome.savedSeq, refused: outcome.refused, clock },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  }
  return problem(outcome.reason, locale, { savedSeq: outcome.savedSeq, clock, held: outcome.held })
}

/** Whoever is on the roll may be a candidate; staff without a person may not. */
function candidateOf(viewer: Viewer | null) {
  return viewer?.personId && !viewer.mustChangePassword
    ? {
        personId: viewer.personId,
        accountId: viewer.accountId,
        name: viewer.name,
        sessionDigest: viewer.sessionDigest,
      }
    : null
}

export const refuseViewer = (viewer: Viewer | null, locale: 'zh-CN' | 'en') =>
  problem(viewer ? 'forbidden' : 'unauthenticated', locale)

const attemptJson = (view: AttemptView) => ({
  ...view,
  clock: clockJson(view.clock),
  responses: view.responses.map((one) => ({ ...one, savedAt: one.savedAt.toISOString() })),
})

export const receiptJson = (receipt: ReceiptValue) => ({
  ...receipt,
  closedAt: receipt.closedAt.toISOString(),
})
