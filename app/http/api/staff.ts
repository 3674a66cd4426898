import { z } from '@hono/zod-openapi'

import type { Viewer } from '#app/context.ts'
import type { Result } from '#app/domain/result.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { ProblemType } from '#app/i18n/problems.ts'
import { forceHandIn, handOverSeat, voidAttempt } from '#app/services/attempts/staff-acts.ts'
import { decideOutage } from '#app/services/sittings/decide-outage.ts'
import { giveTime, giveTimeToAll, pauseSitting, resumeSitting } from '#app/services/sittings/move-clock.ts'
import { checkIn, liftLockout, recordIncident, sendMessage } from '#app/services/sittings/room-acts.ts'
import type { StaffContext } from '#app/services/sittings/staff-context.ts'
import { startSitting } from '#app/services/sittings/start-sitting.ts'

import type { HttpDeps } from '../deps.ts'
import { problem } from '../problem.ts'
import { refuseViewer } from './candidate.ts'
import { endpoint, newApi } from './define.ts'
import * as shape from './schemas.ts'

const Params = z.object({ id: shape.Id })
const done = { 200: { description: 'Done, and recorded', schema: z.looseObject({}) } }

/** One act of a proctor: its path, its body, the refusals it may meet. */
const act = <const Body extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  problems: readonly ProblemType[],
) =>
  endpoint({
    method: 'post',
    path,
    summary,
    params: Params,
    body,
    replies: done,
    problems: ['unauthenticated', 'forbidden', 'not-found', ...problems],
  })

const startRoute = act('/sittings/{id}/start', 'Start the sitting now', shape.OptionalReason, [
  'already-started',
  'too-early',
  'closed',
])
const timeForAll = act('/sittings/{id}/time', 'Give time to everybody in the room', shape.Grant, [
  'not-open',
  'not-started',
])
const pause = act('/sittings/{id}/pause', 'Stop the clock of the room', shape.Reason, [
  'not-open',
  'not-started',
  'already-paused',
])
const resume = act('/sittings/{id}/resume', 'Let the clock of the room go on', shape.Reason, [
  'not-open',
  'not-started',
  'not-paused',
])
const outage = endpoint({
  method: 'post',
  path: '/sittings/{id}/outages/{outageId}',
  summary: 'Give back to the room what an outage cost it, or say why not',
  params: z.object({ id: shape.Id, outageId: shape.Id }),
  body: shape.OutageDecision,
  replies: done,
  problems: ['unauthenticated', 'forbidden', 'not-found', 'not-open', 'not-started', 'already-decided'],
})
const message = act('/sittings/{id}/messages', 'Send a message that must be acknowledged', shape.Message, [])
const incident = act('/sittings/{id}/incidents', 'Record an incident', shape.Incident, [])
const handOver = act('/attempts/{id}/hand-over', 'Let the candidate go on at another machine', shape.Reason, [
  'not-open',
])
const timeForOne = act('/attempts/{id}/time', 'Give time to one candidate', shape.Grant, ['not-open'])
const force = act('/attempts/{id}/force-hand-in', 'Hand in for the candidate', shape.Reason, ['not-open'])
const voidRoute = act('/attempts/{id}/void', 'Void the attempt for a violation', shape.Reason, ['not-open'])
const checkInRoute = act('/registrations/{id}/check-in', 'Identity confirmed', z.strictObject({}), ['closed'])
const unlock = act('/registrations/{id}/unlock', 'Lift a login lockout at the door', z.strictObject({}), [])

/** The acts of staff. Who may act on what is decided by the services, for each sitting and region. */
export function staffApi({ db, signer }: HttpDeps) {
  const api = newApi()
  type Context = { get(name: 'viewer'): Viewer | null; get(name: 'locale'): Locale }

  async function run<Value>(
    c: Context,
    perform: (staff: StaffContext & { signer: typeof signer }) => Promise<Result<Value, ProblemType>>,
  ) {
    const viewer = c.get('viewer')
    const staffed = viewer?.roles.some(({ role }) => role !== 'candidate') && !viewer.mustChangePassword
    if (!viewer || !staffed) return refuseViewer(viewer, c.get('locale'))
    const result = await perform({ db, signer, accountId: viewer.accountId, name: viewer.name })
    if (!result.ok) return problem(result.refusal, c.get('locale'))
    return Response.json(result.value ?? {}, { headers: { 'Cache-Control': 'no-store' } })
  }

  api.openapi(startRoute, (c) =>
    run(c, (staff) => startSitting(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(timeForAll, (c) =>
    run(c, (staff) => giveTimeToAll(staff, c.req.valid('param').id, c.req.valid('json'))),
  )
  api.openapi(pause, (c) =>
    run(c, (staff) => pauseSitting(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(resume, (c) =>
    run(c, (staff) => resumeSitting(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(outage, (c) => {
    const { id, outageId } = c.req.valid('param')
    return run(c, (staff) => decideOutage(staff, id, outageId, c.req.valid('json')))
  })
  api.openapi(message, (c) =>
    run(c, (staff) => sendMessage(staff, c.req.valid('param').id, c.req.valid('json'))),
  )
  api.openapi(incident, (c) =>
    run(c, (staff) => recordIncident(staff, c.req.valid('param').id, c.req.valid('json'))),
  )
  api.openapi(handOver, (c) =>
    run(c, (staff) => handOverSeat(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(timeForOne, (c) =>
    run(c, (staff) => giveTime(staff, c.req.valid('param').id, c.req.valid('json'))),
  )
  api.openapi(force, (c) =>
    run(c, (staff) => forceHandIn(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(voidRoute, (c) =>
    run(c, (staff) => voidAttempt(staff, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  api.openapi(checkInRoute, (c) => run(c, (staff) => checkIn(staff, c.req.valid('param').id)))
  api.openapi(unlock, (c) => run(c, (staff) => liftLockout(staff, c.req.valid('param').id)))
  return api
}
