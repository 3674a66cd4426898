import { afterAll, beforeAll, expect, test } from 'vitest'

import { PROTOCOL_VERSION } from '#proctoring/timing.ts'

import {
  type Client,
  type ExamRoom,
  ids,
  joinAs,
  lookAt,
  openExamRoom,
  publishAs,
  registrations,
  sittings,
  vp8Camera,
} from './proctoring-fixture.ts'

let room: ExamRoom
beforeAll(async () => {
  room = await openExamRoom()
})
afterAll(() => room.close())

const refused = (refusal: string) => ({ ok: false, refusal })

function reasonRefused(client: Client): Promise<string> {
  return new Promise((resolve) => client.once('connect_error', ({ message }) => resolve(message)))
}

async function watch(who: 'proctor' | 'inspector', sittingId = sittings.one) {
  const client = room.connect(who)
  const answer = await client.emitWithAck('room:watch', { sittingId })
  return { client, answer }
}

test('without a session there is no socket', async () => {
  expect(await reasonRefused(room.connect(null))).toBe('not-allowed')
})

test('a page of another origin gets no socket', async () => {
  const client = room.connect('proctor', { origin: 'https://evil.example' })
  expect(await reasonRefused(client)).toMatch(/websocket error/)
})

test('a page of an older protocol is told so', async () => {
  const client = room.connect('wang')
  client.disconnect()
  client.auth = { version: PROTOCOL_VERSION - 1 }
  client.connect()
  expect(await reasonRefused(client)).toBe('version')
})

test('a candidate joins the own place only', async () => {
  const { client, answer } = await joinAs(room, 'wang')
  expect(answer).toMatchObject({ ok: true, value: { sittingId: sittings.one, video: true } })
  const foreign = {
    registrationId: registrations.li,
    page: 'exam',
    pageId: ids.page(1),
    browserId: ids.page(2),
  } as const
  expect(await client.emitWithAck('candidate:join', foreign)).toEqual(refused('not-found'))
})

test('a candidate is told what was missed, and confirms it', async () => {
  const { client, answer } = await joinAs(room, 'wang')
  expect(answer).toMatchObject({
    value: { messages: [{ text: '请保持安静' }], clock: { remainingMs: 60_000 } },
  })
  expect(await client.emitWithAck('candidate:acknowledge', { messageId: ids.message })).toEqual({
    ok: true,
    value: null,
  })
  expect(await client.emitWithAck('candidate:acknowledge', { messageId: ids.page(7) })).toEqual(
    refused('not-found'),
  )
})

test('staff without a role in the sitting see nothing of it', async () => {
  const { client, answer } = await watch('proctor', sittings.two)
  expect(answer).toEqual(refused('not-allowed'))
  expect(await client.emitWithAck('wall:open', { sittingId: sittings.two, worker: 0 })).toEqual(
    refused('not-allowed'),
  )
})

test('a candidate can neither watch nor open a wall', async () => {
  const { client } = await joinAs(room, 'wang')
  expect(await client.emitWithAck('room:watch', { sittingId: sittings.one })).toEqual(refused('not-allowed'))
  expect(await lookAt(client, sittings.one, registrations.li)).toEqual(refused('not-allowed'))
  expect(
    await client.emitWithAck('wall:enlarge', { sittingId: sittings.one, registrationId: registrations.li }),
  ).toEqual(refused('not-allowed'))
})

test('before joining a page can send nothing', async () => {
  const client = room.connect('wang')
  expect(await client.emitWithAck('camera:open', {})).toEqual(refused('not-allowed'))
  expect(await client.emitWithAck('candidate:beat', { camera: 'live' })).toEqual(refused('not-allowed'))
  expect(await client.emitWithAck('candidate:acknowledge', { messageId: ids.message })).toEqual(
    refused('not-allowed'),
  )
})

test('the proctor of the sitting gets a candidate’s picture', async () => {
  const { client: candidate } = await joinAs(room, 'wang')
  const published = await publishAs(candidate)
  expect(published.ok).toBe(true)

  const { client, answer } = await watch('proctor')
  expect(answer).toMatchObject({
    ok: true,
    value: { feeds: [{ registrationId: registrations.wang, worker: 0 }] },
  })
  expect(await lookAt(client, sittings.one, registrations.wang)).toMatchObject({
    ok: true,
    value: [{ registrationId: registrations.wang }],
  })
})

test('a picture of another sitting is not given, also to somebody who may watch both', async () => {
  const { client: zhao } = await joinAs(room, 'zhao')
  expect((await publishAs(zhao)).ok).toBe(true)

  const { client } = await watch('inspector', sittings.one)
  expect(await lookAt(client, sittings.one, registrations.zhao)).toEqual({ ok: true, value: [] })
  expect(await client.emitWithAck('wall:open', { sittingId: sittings.two, worker: 0 })).toEqual(
    refused('not-allowed'),
  )
  expect(
    await client.emitWithAck('wall:enlarge', { sittingId: sittings.one, registrationId: registrations.zhao }),
  ).toEqual(refused('not-allowed'))
})

test('a role taken away ends the next call', async () => {
  const own = await openExamRoom({ video: false })
  const client = own.connect('proctor')
  expect((await client.emitWithAck('room:watch', { sittingId: sittings.one })).ok).toBe(true)
  own.dismiss('proctor')
  expect(
    await client.emitWithAck('wall:tiles', {
      sittingId: sittings.one,
      tiles: [{ registrationId: registrations.wang, visible: true, px: 100 }],
    }),
  ).toEqual(refused('not-allowed'))
  await own.close()
})

test('every enlargement is recorded', async () => {
  const { client: candidate } = await joinAs(room, 'wang')
  await publishAs(candidate)
  const { client } = await watch('inspector')
  await lookAt(client, sittings.one, registrations.wang)
  const answer = await client.emitWithAck('wall:enlarge', {
    sittingId: sittings.one,
    registrationId: registrations.wang,
  })
  expect(answer).toEqual({ ok: true, value: null })
  expect(room.views.at(-1)).toEqual({
    accountId: 'inspector',
    sittingId: sittings.one,
    registrationId: registrations.wang,
  })
})

test('a candidate has one picture, of one kind', async () => {
  const { client } = await joinAs(room, 'li')
  const opened = await client.emitWithAck('camera:open', {})
  if (!opened.ok) throw new Error(opened.refusal)
  const transportId = opened.value.id
  const publish = (parameters: typeof vp8Camera) =>
    client.emitWithAck('camera:publish', { transportId, parameters })

  const [codec] = vp8Camera.codecs
  const h264 = { ...vp8Camera, codecs: [{ ...codec!, mimeType: 'video/H264' }] }
  expect(await publish(h264)).toEqual(refused('not-allowed'))
  expect((await publish(vp8Camera)).ok).toBe(true)
  expect(await publish(vp8Camera)).toEqual(refused('not-allowed'))
  const foreign = { transportId: ids.page(1), parameters: vp8Camera }
  expect(await client.emitWithAck('camera:publish', foreign)).toEqual(refused('not-allowed'))
})

test.for([
  { payload: {} },
  { payload: { registrationId: 'x', page: 'exam', pageId: 'y', browserId: 'z' } },
  { payload: null },
  { payload: { registrationId: { $gt: '' } } },
  { payload: ['candidate:join'] },
])('a malformed request is refused: $payload', async ({ payload }) => {
  const client = room.connect('wang')
  const answer: unknown = await new Promise((resolve) => {
    // @ts-expect-error what no page of ours would send
    client.emit('candidate:join', payload, resolve)
  })
  expect(answer).toEqual(refused('malformed'))
})

test('too many requests are refused, and the socket lives on', async () => {
  const { client } = await joinAs(room, 'wang')
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => client.emitWithAck('candidate:beat', { camera: 'live' })),
  )
  expect(answers.filter((answer) => !answer.ok && answer.refusal === 'too-frequent').length).toBeGreaterThan(
    30,
  )
  expect(client.connected).toBe(true)
})
