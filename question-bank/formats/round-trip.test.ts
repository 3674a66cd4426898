import fc from 'fast-check'
import { expect, test } from 'vitest'

import { arbitraryQuestion, arbitraryRegistry } from '#tests/fixtures/arbitrary-question.ts'

import { type ExportedQuestion, fileQuestionOf } from './exported-question.ts'
import type { FileContent } from './file-question.ts'
import { readGift, writeGift } from './gift.ts'
import { readMoodleXml, writeMoodleXml } from './moodle-xml.ts'
import { readQti3, writeQti3 } from './qti3.ts'
import { readQuestion } from './read-question.ts'
import { readXlsx } from './read-xlsx.ts'
import { writeXlsx } from './write-xlsx.ts'

type Format = {
  format: string
  read: (file: Uint8Array) => FileContent
  write: (questions: readonly ExportedQuestion[]) => Uint8Array
}

const formats: Format[] = [
  { format: 'GIFT', read: readGift, write: writeGift },
  { format: 'Moodle XML', read: readMoodleXml, write: writeMoodleXml },
  { format: 'QTI 3.0', read: readQti3, write: writeQti3 },
]

test.for(formats)(
  'any questions come back from $format as they went in',
  { timeout: 60_000 },
  ({ read, write }) => {
    fc.assert(
      fc.property(fc.array(arbitraryQuestion, { minLength: 1, maxLength: 4 }), (questions) => {
        const { questions: said, rejected } = read(write(questions))
        expect(rejected).toEqual([])
        // The place is the file's own, and points are what these formats want to have, not what the bank keeps.
        expect(said.map((one) => ({ ...one, row: 0, points: '' }))).toEqual(
          questions.map((one) => fileQuestionOf(one)),
        )
        expect(said.map((one) => readQuestion(one, arbitraryRegistry))).toMatchObject(
          questions.map(contentOf),
        )
      }),
      { numRuns: 150 },
    )
  },
)

/** The bank's own content of a question, without the names of its law. */
const contentOf = ({ code, lawShort: _short, lawTitle: _title, ...content }: ExportedQuestion) => ({
  ok: true,
  value: { code, content },
})

test('any questions come back from .xlsx with the same meaning', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryQuestion, { minLength: 1, maxLength: 10 }), async (questions) => {
      const { questions: said, rejected } = await readXlsx(await writeXlsx(questions))
      expect(rejected).toEqual([])
      expect(said.map((one) => readQuestion(one, arbitraryRegistry))).toMatchObject(questions.map(contentOf))
    }),
    { numRuns: 40 },
  )
})

test.for(formats)('writing the same questions twice gives the same file in $format', ({ write }) => {
  const questions = fc.sample(arbitraryQuestion, { numRuns: 3, seed: 7 })
  expect(write(questions)).toEqual(write(questions))
})
