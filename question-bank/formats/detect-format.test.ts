import fc from 'fast-check'
import { expect, test } from 'vitest'

import { arbitraryQuestion } from '#tests/fixtures/arbitrary-question.ts'

import { detectFormat } from './detect-format.ts'
import { exportFormats, writeFile } from './write-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test.for(exportFormats)('a file we wrote as %s is found out without its name', async (format) => {
  const file = await writeFile(fc.sample(arbitraryQuestion, { numRuns: 5, seed: 11 }), format)
  expect(detectFormat(file, 'file')).toBe(format)
})

test.for<[string, string, string]>([
  ['题型,题目,答案,解析\n', 'a.txt', 'xlsx'],
  ['题库\n题目\t答案\n', '', 'xlsx'],
  ['1．一百元以下的罚款，可以当场收缴。\n答案：√', 'a.txt', 'text'],
  ['1. 集合 {1, 2} 有几个元素？\nA. 一 B. 二 C. 三\n答案：B', 'a.txt', 'text'],
  ['::q1:: 可以当场收缴吗？ {T}', 'a.txt', 'gift'],
  ['可以当场收缴吗？ { =可以 ~不可以 ~看情况 }', '', 'gift'],
  ['什么都没有', 'a.gift', 'gift'],
  ['\ufeff<?xml version="1.0"?><quiz><question/></quiz>', 'a', 'moodle-xml'],
])('%j is found out', ([text, name, format]) => {
  expect(detectFormat(bytes(text), name)).toBe(format)
})
