import fc from 'fast-check'
import { expect, test } from 'vitest'

import { markChanges } from './mark-changes.ts'

const textOf = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('')
const marked = (parts: readonly { text: string; changed: boolean }[]) =>
  parts.filter(({ changed }) => changed).map(({ text }) => text)

test('the words that differ are marked on both sides', () => {
  const { older, newer } = markChanges('可以并处五百元以下罚款。', '可以并处一千元以下罚款。')
  expect(textOf(older)).toBe('可以并处五百元以下罚款。')
  expect(marked(older).join('')).toContain('五百')
  expect(marked(newer).join('')).toContain('一千')
  expect(older[0]).toEqual({ text: '可以并处', changed: false })
})

test('texts that are alike have no marks; long ones are left unmarked', () => {
  expect(markChanges('相同', '相同').older).toEqual([{ text: '相同', changed: false }])
  const long = '甲乙，'.repeat(3000)
  expect(marked(markChanges(long, `${long}丙`).newer)).toEqual([])
})

test('property: nothing of either text is lost, and what is unmarked is in both', () => {
  const text = fc
    .array(fc.constantFrom('公民', '应当', '可以', '三十日', '，', '。', '\n', '机关', '处', '罚款'), {
      maxLength: 60,
    })
    .map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const { older, newer } = markChanges(one, other)
      expect([textOf(older), textOf(newer)]).toEqual([one, other])
      const kept = (parts: typeof older) => textOf(parts.filter(({ changed }) => !changed))
      expect(kept(older)).toBe(kept(newer))
    }),
  )
})
