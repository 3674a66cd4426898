import { afterEach, expect, test, vi } from 'vitest'

import type { CandidateHealth } from '#proctoring/protocol.ts'

import {
  type Client,
  type ExamRoom,
  ids,
  joinAs,
  next,
  openExamRoom,
  publishAs,
  registrations,
  sittings,
} from './proctoring-fixture.ts'

let room: ExamRoom
afterEach(() => room.close())

async function watch(): Promise<Client> {
  const client = room.connect('proctor')
  const answer = await client.emitWithAck('room:watch', { sittingId: sittings.one })
  expect(answer.ok).toBe(true)
  return client
}

/** Waits until the staff are told that somebody is so. */
function hear(client: Client, wanted: Partial<CandidateHealth>): Promise<CandidateHealth> {
  return new Promise((resolve) => {
    const listener = (told: CandidateHealth[]) => {
      const found = told.find((health) =>
        Object.entries(wanted).every(([key, value]) => health[key as keyof CandidateHealth] === value),
      )
      if (!found) return
      client.off('room:health', listener)
      resolve(found)
    }
    client.on('room:health', listener)
  })
}

test('without a worker everything but video works, and the pages are told', async () => {
  room = await openExamRoom({ video: false })
  const { client, answer } = await joinAs(room, 'wang')
  expect(answer).toMatchObject({ ok: true, value: { video: false } })
  expect(await client.emitWithAck('camera:open', {})).toEqual({ ok: false, refusal: 'no-video' })
  expect(room.proctoring.health()).toMatchObject({ sockets: 1, video: null })
})

test('a newer page of the same registration replaces the older, which is told', async () => {
  room = await openExamRoom()
  const first = await joinAs(room, 'wang', ids.page(501), ids.page(601))
  await publishAs(first.client)
  const told = next(first.client, 'replaced')
  const second = await joinAs(room, 'wang', ids.page(502), ids.page(602))
  await told

  expect(await first.client.emitWithAck('candidate:beat', { camera: 'live' })).toEqual({
    ok: false,
    refusal: 'replaced',
  })
  expect(second.answer).toMatchObject({ ok: true, value: { producerId: null } })
  expect(room.facts).toEqual([
    { sittingId: sittings.one, registrationId: registrations.wang, kind: 'second-browser' },
  ])
})

test('another tab of the same browser replaces the first without being a fact', async () => {
  room = await openExamRoom({ video: false })
  const first = await joinAs(room, 'wang', ids.page(501))
  const told = next(first.client, 'replaced')
  await joinAs(room, 'wang', ids.page(502))
  await told
  expect(room.facts).toEqual([])
})

test('a message that is sent while a page joins reaches it', async () => {
  const sent = { id: ids.page(902), text: '请看屏幕', sentAt: '2026-09-12T01:00:01.000Z' }
  const notice = { sittingId: sittings.one, registrationId: null, kind: 'message' as const, payload: sent }
  room = await openExamRoom({ video: false, meanwhile: () => room.proctoring.announce(notice) })
  const client = room.connect('wang')
  const heard = next(client, 'message')
  await client.emitWithAck('candidate:join', {
    registrationId: registrations.wang,
    page: 'exam',
    pageId: ids.page(501),
    browserId: ids.page(601),
  })
  expect(await heard).toEqual([sent])
})

test('a page that comes back after a short loss of its socket keeps its picture', async () => {
  room = await openExamRoom()
  const first = await joinAs(room, 'wang')
  const published = await publishAs(first.client)
  if (!published.ok) throw new Error(published.refusal)
  first.client.disconnect()
  const again = await joinAs(room, 'wang')
  expect(again.answer).toMatchObject({ ok: true, value: { producerId: published.value.producerId } })
})

test('a lost line is told and recorded within five seconds, once, and so is its return', async () => {
  room = await openExamRoom({ video: false })
  const proctor = await watch()
  const here = hear(proctor, { connection: 'here' })
  const { client } = await joinAs(room, 'wang')
  await here

  const lostAt = performance.now()
  const lost = hear(proctor, { connection: 'lost' })
  client.disconnect()
  await lost
  expect(performance.now() - lostAt).toBeLessThan(5000)

  const back = hear(proctor, { connection: 'here' })
  await joinAs(room, 'wang')
  await back
  expect(room.facts.map(({ kind }) => kind)).toEqual(['connection-lost', 'connection-back'])
})

test('notices reach the candidates they concern at once, and the staff in batches', async () => {
  room = await openExamRoom({ video: false })
  const proctor = await watch()
  const { client: wang } = await joinAs(room, 'wang')
  const { client: li } = await joinAs(room, 'li')
  const toLi: unknown[] = []
  li.onAny((name: string) => toLi.push(name))

  const clock = {
    phase: 'running',
    now: '2026-09-12T01:00:00.000Z',
    deadlineAt: null,
    remainingMs: 5000,
  } as const
  const message = { id: ids.message, text: '请看前方', sentAt: '2026-09-12T01:00:00.000Z' }
  const heard = Promise.all([next(wang, 'clock'), next(wang, 'message'), next(wang, 'closed')])
  const batch = next(proctor, 'room:notice')
  const own = { sittingId: sittings.one, registrationId: registrations.wang }
  room.proctoring.announce({ ...own, kind: 'clock', payload: { clock } })
  room.proctoring.announce({ ...own, kind: 'message', payload: message })
  room.proctoring.announce({ ...own, kind: 'closed', payload: {} })

  expect(await heard).toEqual([[{ clock }], [message], [{ scope: 'attempt' }]])
  const [notices] = await batch
  expect(notices.map(({ kind }) => kind)).toEqual(['clock', 'message', 'closed'])
  expect(toLi).toEqual([])
})

test('a notice to all without a clock tells everybody the own one', async () => {
  room = await openExamRoom({ video: false })
  const { client } = await joinAs(room, 'wang')
  const told = next(client, 'clock')
  room.proctoring.announce({ sittingId: sittings.one, kind: 'clock', payload: null })
  expect(await told).toMatchObject([{ clock: { remainingMs: 60_000 } }])
})

test('when a sitting is closed its pictures end, and who leaves is not lost', async () => {
  room = await openExamRoom()
  const proctor = await watch()
  const { client } = await joinAs(room, 'wang')
  await publishAs(client)
  const off = next(proctor, 'feed:off')
  room.proctoring.announce({ sittingId: sittings.one, kind: 'closed', payload: null })
  expect(await off).toEqual([{ registrationId: registrations.wang }])
  const lost = hear(proctor, { connection: 'lost' })
  client.disconnect()
  await lost
  expect(room.facts).toEqual([])
})

test('a worker killed with -9 is started again, those on it are told, and pictures come back', async () => {
  room = await openExamRoom()
  const proctor = await watch()
  const { client } = await joinAs(room, 'wang')
  await publishAs(client)
  const pid = room.proctoring.health().video?.pids[0]
  if (!pid) throw new Error('no worker runs')

  const told = Promise.all([next(client, 'camera:lost'), next(proctor, 'media:lost')])
  const killedAt = performance.now()
  process.kill(pid, 'SIGKILL')
  expect(await told).toEqual([[], [{ worker: 0 }]])

  await vi.waitFor(() => expect(room.proctoring.health().video?.running).toBe(1), { timeout: 5000 })
  const feed = next(proctor, 'feed:on')
  expect((await publishAs(client)).ok).toBe(true)
  expect(await feed).toMatchObject([{ registrationId: registrations.wang }])
  expect(performance.now() - killedAt).toBeLessThan(10_000)
  const video = room.proctoring.health().video
  expect(video).toMatchObject({ running: 1, deaths: 1 })
  expect(video?.pids).not.toContain(pid)
})

test('candidates of one sitting are spread over the workers', async () => {
  room = await openExamRoom({ workers: 2 })
  const proctor = await watch()
  const workers: number[] = []
  proctor.on('feed:on', ({ worker }) => workers.push(worker))
  const { client: wang } = await joinAs(room, 'wang')
  await publishAs(wang)
  const { client: li } = await joinAs(room, 'li')
  const second = next(proctor, 'feed:on')
  await publishAs(li)
  await second
  expect(workers.toSorted()).toEqual([0, 1])
})
