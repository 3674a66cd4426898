import { describe, expect, test } from 'vitest'

import { decideSave, type Entry, type SaveInput, type Settled } from './save.ts'

const noon = new Date(Date.UTC(2026, 10, 23, 4))
const later = (ms: number) => new Date(noon.getTime() + ms)
const entry = (seq: number, response: string[] = ['a'], itemId = 'q1'): Entry => ({
  seq,
  itemId,
  response,
  clientAt: null,
})
const saved = (response: string[] = ['a'], itemId = 'q1'): Settled => ({ itemId, response, refusedFor: null })

type Change = Partial<Omit<SaveInput, 'head'>> & { head?: Partial<SaveInput['head']> }

function input(change: Change = {}): SaveInput {
  const head: SaveInput['head'] = {
    state: 'answering',
    deadlineAt: later(1000),
    pausedAt: null,
    graceMs: 5000,
    generation: 1,
    savedSeq: 0,
    ...change.head,
  }
  return {
    generation: 1,
    savedSeq: 0,
    entries: [entry(1)],
    settled: new Map(),
    items: new Map([
      ['q1', { optionIds: ['a', 'b'], multiple: false }],
      ['q2', { optionIds: ['a', 'b', 'c'], multiple: true }],
    ]),
    now: noon,
    ...change,
    head,
  }
}

describe('an open attempt', () => {
  test('takes entries in seq order, whatever order they came in', () => {
    const decision = decideSave(input({ entries: [entry(2, ['b']), entry(1)] }))
    expect(decision.accepted.map((e) => e.seq)).toEqual([1, 2])
    expect(decision.savedSeq).toBe(2)
  })
  test('keeps both entries of one item', () => {
    expect(decideSave(input({ entries: [entry(1, ['a']), entry(2, [])] })).accepted).toHaveLength(2)
  })
  test('acknowledges the same again and writes nothing', () => {
    const decision = decideSave(input({ savedSeq: 1, settled: new Map([[1, saved()]]) }))
    expect(decision).toMatchObject({ accepted: [], refused: [], refusal: null, savedSeq: 1 })
  })
  test('acknowledges a duplicate within one request', () => {
    expect(decideSave(input({ entries: [entry(1), entry(1)] }))).toMatchObject({ refused: [], savedSeq: 1 })
  })
  test('refuses other content under a settled seq', () => {
    const decision = decideSave(
      input({ savedSeq: 1, entries: [entry(1, ['b'])], settled: new Map([[1, saved()]]) }),
    )
    expect(decision.refused).toEqual([{ seq: 1, reason: 'seq-conflict' }])
  })
  test('refuses a gap without settling it', () => {
    const decision = decideSave(input({ entries: [entry(1), entry(3)] }))
    expect(decision).toMatchObject({ savedSeq: 1, refused: [{ seq: 3, reason: 'seq-gap' }] })
  })
  test.for([
    { bad: entry(1, ['a'], 'q9'), reason: 'unknown-item' },
    { bad: entry(1, ['z']), reason: 'unknown-option' },
    { bad: entry(1, ['a', 'b']), reason: 'too-many-options' },
  ])('settles what its paper does not allow as $reason and goes on', ({ bad, reason }) => {
    const decision = decideSave(input({ entries: [bad, entry(2)] }))
    expect(decision.refused).toEqual([{ seq: 1, reason }])
    expect(decision.rejected).toHaveLength(1)
    expect(decision.accepted.map((e) => e.seq)).toEqual([2])
    expect(decision.savedSeq).toBe(2)
  })
})

describe('the whole request', () => {
  test.for([
    { name: 'time-over', change: { now: later(6001) }, held: 1 },
    { name: 'stale-machine', change: { head: { generation: 2 } }, held: 1 },
    { name: 'not-open', change: { head: { state: 'handed-in' as const } }, held: 1 },
    { name: 'paused', change: { head: { state: 'paused' as const, pausedAt: noon } }, held: 0 },
  ])('is refused as $name, holding $held', ({ name, change, held }) => {
    const { refusal, accepted } = decideSave(input(change))
    expect(refusal?.reason).toBe(name)
    expect(refusal?.held).toHaveLength(held)
    expect(accepted).toEqual([])
  })
  test('is taken in the last millisecond of the grace', () => {
    expect(decideSave(input({ now: later(6000) })).accepted).toHaveLength(1)
  })
  test('is acknowledged after the hand-in when all of it was saved before', () => {
    const decision = decideSave(
      input({ head: { state: 'handed-in' }, savedSeq: 1, settled: new Map([[1, saved()]]) }),
    )
    expect(decision).toMatchObject({ refusal: null, refused: [], savedSeq: 1 })
  })
  test('holds only what the paper allows', () => {
    const { refusal } = decideSave(input({ now: later(9000), entries: [entry(1), entry(2, ['z'])] }))
    expect(refusal?.held.map((e) => e.seq)).toEqual([1])
  })
})
