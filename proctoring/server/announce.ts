import { z } from 'zod'

import type { Clock, Notice } from '#proctoring/protocol.ts'

import type { ProctoringContext } from './context.ts'
import { channels, type ProctorSocket } from './socket.ts'

const clock = z.object({
  phase: z.enum(['waiting', 'running', 'paused', 'grace', 'closed']),
  now: z.string(),
  deadlineAt: z.string().nullable(),
  remainingMs: z.number(),
})
const withClock = z.object({ clock })
const beginning = z.object({ state: z.literal('answering') })
const message = z.object({ id: z.string(), text: z.string(), sentAt: z.string() })

/**
 * Passes on what the application has done: at once to the candidates it concerns, in batches to the staff.
 *
 * A notice to all about clocks need not carry one: each candidate then gets the own clock.
 */
export function announce(context: ProctoringContext, notice: Notice): void {
  tellCandidates(context, notice)
  if (notice.kind === 'closed') close(context, notice)
  if (notice.kind === 'answers') begin(context, notice)
  context.rooms.notice(notice)
}

function tellCandidates(context: ProctoringContext, notice: Notice): void {
  const { io } = context
  const { sittingId, registrationId, kind, payload } = notice
  const channel = registrationId ? channels.candidate(registrationId) : channels.candidates(sittingId)

  if (kind === 'clock' || kind === 'started') tellClocks(context, channel, { kind, payload })
  else if (kind === 'message') tellMessage(context, channel, payload)
  else if (kind === 'closed') io.to(channel).emit('closed', { scope: registrationId ? 'attempt' : 'sitting' })
  else if (kind === 'machine') io.to(channel).emit('machine', { payload })
}

function tellMessage({ io, log }: ProctoringContext, channel: string, payload: unknown): void {
  const sent = message.safeParse(payload)
  if (sent.success) io.to(channel).emit('message', sent.data)
  else log.error({ channel }, 'a notice has no message in it')
}

type ClockNotice = { kind: 'clock' | 'started'; payload: unknown }

function tellClocks(context: ProctoringContext, channel: string, { kind, payload }: ClockNotice): void {
  const given = withClock.safeParse(payload)
  if (!given.success) void tellOwnClocks(context, channel, kind)
  else if (kind === 'clock') context.io.to(channel).emit('clock', given.data)
  else context.io.to(channel).emit('started', given.data)
}

async function tellOwnClocks(
  context: ProctoringContext,
  channel: string,
  kind: 'clock' | 'started',
): Promise<void> {
  const { io, log } = context
  const sockets = [...(io.of('/').adapter.rooms.get(channel) ?? [])].flatMap(
    (id) => io.of('/').sockets.get(id) ?? [],
  )
  await Promise.all(
    sockets.map(async (socket) => {
      try {
        tellClock(socket, kind, await readClock(context, socket))
      } catch (error) {
        log.error({ err: error }, 'a clock could not be told')
      }
    }),
  )
}

async function readClock({ ports }: ProctoringContext, socket: ProctorSocket): Promise<Clock | null> {
  const page = socket.data.candidate
  if (!page) return null
  return (await ports.pendingFor(page.personId, page.registrationId)).clock
}

function tellClock(socket: ProctorSocket, kind: 'clock' | 'started', own: Clock | null): void {
  if (kind === 'started') socket.emit('started', { clock: own })
  else if (own) socket.emit('clock', { clock: own })
}

/** The camera ends with the exam: who has handed in is watched no longer. */
function close({ rooms, media }: ProctoringContext, { sittingId, registrationId }: Notice): void {
  if (registrationId) {
    rooms.tell(sittingId, { type: 'finished', registrationId })
    media?.cameras.close(registrationId)
  } else {
    rooms.finish(sittingId)
    media?.closeSitting(sittingId)
  }
}

function begin({ rooms }: ProctoringContext, { sittingId, registrationId, payload }: Notice): void {
  if (registrationId && beginning.safeParse(payload).success)
    rooms.tell(sittingId, { type: 'begun', registrationId })
}
