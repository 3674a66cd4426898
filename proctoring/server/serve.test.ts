import { EventEmitter } from 'node:events'

import { expect, test } from 'vitest'

import type { Log } from './log.ts'
import { done, type Handler, MAX_PAYLOAD_CHARS, serve } from './serve.ts'

const registrationId = '0198f1f0-0000-7000-8000-000000000001'

/** A listener on a bare emitter, and everything it answered and logged. */
function listen(handle: Handler<'candidate:beat'>) {
  const logged: string[] = []
  const log: Log = {
    info: (_, line) => logged.push(line),
    warn: (_, line) => logged.push(line),
    error: (_, line) => logged.push(line),
  }
  const emitter = new EventEmitter()
  const socket = {
    id: 's',
    on: (name: string, listener: (...received: unknown[]) => void) => emitter.on(name, listener),
  }
  serve({ socket, log }, 'candidate:beat', handle)
  const answers: unknown[] = []
  const call = (...received: unknown[]) =>
    new Promise((resolve) => {
      emitter.emit('candidate:beat', ...received, (answer: unknown) => {
        answers.push(answer)
        resolve(answer)
      })
    })
  return { emitter, call, answers, logged }
}

test('a good request is answered once', async () => {
  const heard: unknown[] = []
  const { call, answers } = listen(async (payload) => {
    heard.push(payload)
    return done
  })
  expect(await call({ camera: 'live' })).toEqual({ ok: true, value: null })
  expect(answers).toHaveLength(1)
  expect(heard).toEqual([{ camera: 'live' }])
})

test.for([
  { payload: { camera: 'on fire' }, refusal: 'malformed' },
  { payload: null, refusal: 'malformed' },
  { payload: undefined, refusal: 'malformed' },
  { payload: 'live', refusal: 'malformed' },
  { payload: { camera: 'x'.repeat(MAX_PAYLOAD_CHARS) }, refusal: 'too-large' },
  { payload: 10n, refusal: 'malformed' },
])('a payload that is not one is refused as $refusal', async ({ payload, refusal }) => {
  const { call } = listen(async () => expect.unreachable())
  expect(await call(payload)).toEqual({ ok: false, refusal })
})

test('unknown fields of a payload do not reach the handler', async () => {
  const heard: unknown[] = []
  const { call } = listen(async (payload) => {
    heard.push(payload)
    return done
  })
  await call({ camera: 'live', registrationId, role: 'proctor' })
  expect(heard).toEqual([{ camera: 'live' }])
})

test('a throw is a refusal and a line in the log, never the end of the process', async () => {
  const { call, logged } = listen(async () => {
    throw new Error('the database is away')
  })
  expect(await call({ camera: 'live' })).toEqual({ ok: false, refusal: 'failed' })
  expect(logged).toEqual(['a request failed'])
})

test('too many requests at once are refused, and not handled', async () => {
  let handled = 0
  const { call } = listen(async () => {
    handled += 1
    return done
  })
  const answers = await Promise.all(Array.from({ length: 30 }, () => call({ camera: 'live' })))
  expect(handled).toBe(6)
  expect(answers.slice(6)).toEqual(Array.from({ length: 24 }, () => ({ ok: false, refusal: 'too-frequent' })))
})

test('a call that cannot be answered does nothing', () => {
  const { emitter } = listen(async () => expect.unreachable())
  emitter.emit('candidate:beat', { camera: 'live' })
  emitter.emit('candidate:beat')
})
