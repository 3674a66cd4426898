import { expect, test } from 'vitest'

import {
  carryOver,
  choose,
  type Ledger,
  openLedger,
  type Pending,
  resumeLedger,
  settle,
  unsavedItems,
} from './ledger.ts'

const empty = openLedger({ savedSeq: 0, responses: [] })
const clientAt = '2026-09-12T01:00:00.000Z'
const pick = (ledger: Ledger, itemId: string, ...response: string[]) =>
  choose(ledger, { itemId, response, clientAt, since: 0 })
const entry = (seq: number, itemId: string, ...response: string[]): Pending => ({
  seq,
  itemId,
  response,
  clientAt,
  since: 0,
})
const seqs = (ledger: Ledger) =>
  ledger.pending.map(({ seq, itemId, response }) => [seq, itemId, response.join('')])

test('a choice is shown at once and gets the next number', () => {
  const ledger = pick(pick(empty, 'i1', 'a'), 'i2', 'b')
  expect(ledger.answers).toEqual({ i1: ['a'], i2: ['b'] })
  expect(seqs(ledger)).toEqual([
    [1, 'i1', 'a'],
    [2, 'i2', 'b'],
  ])
})

test('choosing what is chosen already makes no entry', () => {
  const ledger = pick(empty, 'i1', 'a')
  expect(pick(ledger, 'i1', 'a')).toBe(ledger)
})

test('clearing an answer is an entry of its own', () => {
  expect(seqs(pick(pick(empty, 'i1', 'a'), 'i1'))).toEqual([
    [1, 'i1', 'a'],
    [2, 'i1', ''],
  ])
})

test('only what the server has settled counts as saved', () => {
  const ledger = settle(pick(pick(empty, 'i1', 'a'), 'i2', 'b'), { savedSeq: 1, refused: [] })
  expect(unsavedItems(ledger)).toEqual(['i2'])
  expect(ledger.savedSeq).toBe(1)
})

test('a late reply never unsettles a newer one', () => {
  const ledger = settle(pick(empty, 'i1', 'a'), { savedSeq: 1, refused: [] })
  expect(settle(ledger, { savedSeq: 0, refused: [] }).savedSeq).toBe(1)
})

test('an answer refused for good stays unsaved until it is chosen anew', () => {
  const refused = settle(pick(empty, 'i1', 'x'), {
    savedSeq: 1,
    refused: [{ seq: 1, reason: 'unknown-option' }],
  })
  expect(unsavedItems(refused)).toEqual(['i1'])
  expect(seqs(pick(refused, 'i1', 'x'))).toEqual([[2, 'i1', 'x']])
  expect(unsavedItems(settle(pick(refused, 'i1', 'a'), { savedSeq: 2, refused: [] }))).toEqual([])
})

test('a refused entry that the candidate has already replaced is no matter', () => {
  const ledger = pick(pick(empty, 'i1', 'x'), 'i1', 'a')
  const settled = settle(ledger, { savedSeq: 2, refused: [{ seq: 1, reason: 'unknown-option' }] })
  expect(unsavedItems(settled)).toEqual([])
})

test('where something else was saved under the number, the answer shown is entered again', () => {
  const ledger = pick(pick(empty, 'i1', 'a'), 'i2', 'b')
  const settled = settle(ledger, { savedSeq: 1, refused: [{ seq: 1, reason: 'seq-conflict' }] })
  expect(seqs(settled)).toEqual([
    [2, 'i2', 'b'],
    [3, 'i1', 'a'],
  ])
})

test('after a gap the unsettled entries are numbered from what the server has', () => {
  const ledger: Ledger = {
    ...empty,
    savedSeq: 5,
    lastSeq: 7,
    pending: [entry(6, 'i1', 'a'), entry(7, 'i2', 'b')],
  }
  const settled = settle(ledger, {
    savedSeq: 3,
    refused: [
      { seq: 6, reason: 'seq-gap' },
      { seq: 7, reason: 'seq-gap' },
    ],
  })
  expect(seqs(settled)).toEqual([
    [4, 'i1', 'a'],
    [5, 'i2', 'b'],
  ])
  expect(settled).toMatchObject({ savedSeq: 3, lastSeq: 5 })
})

test('a browser killed between choosing and the reply sends the same again under the same number', () => {
  const reopened = resumeLedger({ savedSeq: 4, responses: [] }, [entry(4, 'i1', 'a'), entry(5, 'i2', 'b')])
  expect(seqs(reopened)).toEqual([[5, 'i2', 'b']])
  expect(reopened.answers.i2).toEqual(['b'])
  expect(unsavedItems(reopened)).toEqual(['i2'])
})

test('what the server saved before the kill is shown as the server has it', () => {
  const reopened = resumeLedger({ savedSeq: 4, responses: [{ itemId: 'i1', response: ['a'] }] }, [
    entry(4, 'i1', 'a'),
  ])
  expect(unsavedItems(reopened)).toEqual([])
  expect(pick(reopened, 'i3', 'c').lastSeq).toBe(5)
})

test('after taking over from itself, a browser takes along only what the server does not show', () => {
  const server = { savedSeq: 0, responses: [{ itemId: 'i1', response: ['a'] }] }
  const ledger = carryOver(server, [entry(8, 'i1', 'a'), entry(9, 'i2', 'b'), entry(10, 'i2', 'c')])
  expect(seqs(ledger)).toEqual([[1, 'i2', 'c']])
})

test('numbers never have a gap, whatever happens', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let random = seed
    const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below
    let ledger = empty
    for (let step = 0; step < 40; step += 1) {
      if (next(3) > 0) ledger = pick(ledger, `i${next(5)}`, 'abcd'.charAt(next(4)))
      else {
        const savedSeq = ledger.savedSeq + next(ledger.pending.length + 1)
        const conflict = next(4) === 0 && savedSeq > ledger.savedSeq
        ledger = settle(ledger, {
          savedSeq,
          refused: conflict ? [{ seq: savedSeq, reason: 'seq-conflict' }] : [],
        })
      }
      const expected = ledger.pending.map((_, index) => ledger.savedSeq + index + 1)
      expect(
        ledger.pending.map(({ seq }) => seq),
        `seed ${seed}`,
      ).toEqual(expected)
      expect(ledger.lastSeq, `seed ${seed}`).toBe(ledger.savedSeq + ledger.pending.length)
    }
  }
})
