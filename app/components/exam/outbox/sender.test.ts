import { expect, test } from 'vitest'

import type { Reply, SaveReply } from '../exam-api.ts'
import { choose, type Ledger, openLedger, settle } from './ledger.ts'
import { type Halt, Sender } from './sender.ts'

const clock = {
  phase: 'running',
  now: '2026-09-12T01:00:00.000Z',
  deadlineAt: null,
  remainingMs: 1000,
} as const

/** A server of one attempt that answers as told, and a ledger in front of it. */
function desk(answers: ('save' | 'lose' | 'unreachable' | 'paused' | 'time-over' | 'stale-machine')[]) {
  let ledger: Ledger = openLedger({ savedSeq: 0, responses: [] })
  let saved = 0
  const sent: number[][] = []
  const waits: number[] = []
  const halts: Halt[] = []
  const line: boolean[] = []
  let idle: () => void = () => {}

  const post = async (entries: { seq: number }[]): Promise<Reply<SaveReply>> => {
    sent.push(entries.map(({ seq }) => seq))
    const answer = answers.shift() ?? 'save'
    const taken = entries[entries.length - 1]?.seq ?? 0
    if (answer === 'save' || answer === 'lose') saved = Math.max(saved, taken)
    if (answer === 'lose' || answer === 'unreachable') return { ok: false, reason: 'unreachable', body: {} }
    if (answer === 'save')
      return { ok: true, value: { savedSeq: saved, refused: [], clock }, askedAt: 0, answeredAt: 0 }
    return { ok: false, reason: answer, body: { savedSeq: saved, clock } }
  }
  const sender = new Sender({
    pending: () => {
      if (ledger.pending.length === 0) queueMicrotask(() => idle())
      return ledger.pending
    },
    post,
    settled: (reply) => (ledger = settle(ledger, reply)),
    clock: () => {},
    line: (broken) => line.push(broken),
    halted: (why) => {
      halts.push(why)
      queueMicrotask(() => idle())
    },
    wait: async (ms) => void waits.push(ms),
    random: () => 0.5,
  })
  return {
    sender,
    sent,
    waits,
    halts,
    line,
    ledger: () => ledger,
    choose: (itemId: string) =>
      (ledger = choose(ledger, { itemId, response: ['a'], clientAt: '', since: 0 })),
    run: () =>
      new Promise<void>((resolve) => {
        idle = resolve
        sender.wake()
      }),
  }
}

test('answers made during a request travel together in the next one', async () => {
  const { choose, run, sent } = desk([])
  choose('i1')
  const running = run()
  choose('i2')
  choose('i3')
  await running
  expect(sent).toEqual([[1], [2, 3]])
})

test('without an answer the same is sent again, under the same number', async () => {
  const { choose, run, sent, line, ledger } = desk(['lose', 'unreachable', 'save'])
  choose('i1')
  await run()
  expect(sent).toEqual([[1], [1], [1]])
  expect(line).toEqual([true, true, false])
  expect(ledger().savedSeq).toBe(1)
})

test('waits grow with every failure, with jitter, up to eight seconds', async () => {
  const { choose, run, waits } = desk(Array<'unreachable'>(7).fill('unreachable'))
  choose('i1')
  await run()
  expect(waits).toEqual([500, 750, 1250, 2250, 4250, 4250, 4250])
})

test('a pause keeps the answers and goes on when the clock does', async () => {
  const { choose, run, sender, sent, halts, ledger } = desk(['paused'])
  choose('i1')
  await run()
  expect(halts).toEqual(['paused'])
  expect(ledger().pending).toHaveLength(1)
  sender.resume()
  await run()
  expect(sent).toEqual([[1], [1]])
})

test('after the deadline nothing is sent any more, unless time was given', async () => {
  const { choose, run, sender, sent, halts } = desk(['time-over'])
  choose('i1')
  await run()
  sender.wake()
  expect([sent.length, halts]).toEqual([1, ['over']])
  sender.resume()
  await run()
  expect(sent).toHaveLength(2)
})

test('a stale machine never sends again', async () => {
  const { choose, run, sender, sent, halts } = desk(['stale-machine'])
  choose('i1')
  await run()
  sender.resume()
  sender.hurry()
  expect([sent.length, halts]).toEqual([1, ['stale']])
})

test('a refusal that tells of an earlier success settles it', async () => {
  const { choose, run, ledger } = desk(['lose', 'stale-machine'])
  choose('i1')
  await run()
  expect(ledger()).toMatchObject({ savedSeq: 1, pending: [] })
})

test('two hundred answers go in batches', async () => {
  const { choose, run, sent } = desk([])
  for (let item = 1; item <= 250; item += 1) choose(`i${item}`)
  await run()
  expect(sent.map((batch) => batch.length)).toEqual([100, 100, 50])
})
