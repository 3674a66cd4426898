import { expect, test } from 'vitest'

import { issueMachineToken } from '#app/auth/machine-token.ts'

import type { StartReply } from './exam-api.ts'
import { joinKept } from './opening.ts'
import type { Kept } from './outbox/store.ts'

const attemptId = '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f'
const machine = (generation: number) =>
  issueMachineToken(
    { machineTokenKey: Buffer.alloc(32, 7) },
    { attemptId, personId: '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e90', generation },
  )

const reply = (
  generation: number,
  savedSeq: number,
  responses: StartReply['responses'] = [],
): StartReply => ({
  attemptId,
  registrationId: attemptId,
  machine: machine(generation),
  savedSeq,
  responses,
  paper: { items: [] },
  clock: { phase: 'running', now: '2026-09-12T01:00:00.000Z', deadlineAt: null, remainingMs: 1 },
})
const kept = (generation: number): Kept => ({
  machine: machine(generation),
  pending: [{ seq: 3, itemId: 'i1', response: ['a'], clientAt: '2026-09-12T01:00:00.000Z', since: 0 }],
  marked: [],
  itemId: null,
})

test('the same machine goes on under its old numbers', () => {
  expect(joinKept(reply(1, 2), kept(1))).toMatchObject({
    apart: null,
    ledger: { pending: [{ seq: 3, itemId: 'i1' }] },
  })
})

test('a machine that took over from itself takes its answers along under new numbers', () => {
  expect(joinKept(reply(2, 0), kept(1))).toMatchObject({
    apart: null,
    ledger: { pending: [{ seq: 1, itemId: 'i1' }] },
  })
})

test('after another machine wrote in between, old answers change nothing and are counted loudly', () => {
  const joined = joinKept(reply(3, 0, [{ itemId: 'i1', response: ['b'] }]), kept(1))
  expect(joined.ledger).toMatchObject({ pending: [], answers: { i1: ['b'] } })
  expect(joined).toMatchObject({ apart: { machine: machine(1) }, apartItems: 1 })
})

test('old answers that the server shows anyway are not worth a word', () => {
  expect(joinKept(reply(3, 0, [{ itemId: 'i1', response: ['a'] }]), kept(1)).apartItems).toBe(0)
})
