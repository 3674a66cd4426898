import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'

import { emptyFileQuestion, type FileContent, type FileQuestion, UnreadableFile } from './file-question.ts'
import { readGift } from './gift.ts'

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/files/${name}`, import.meta.url))
const read = (text: string): FileContent => readGift(new TextEncoder().encode(text))

/** The only question of a text. */
function only(text: string): FileQuestion {
  const { questions, rejected } = read(text)
  expect(rejected).toEqual([])
  expect(questions).toHaveLength(1)
  return questions[0] ?? emptyFileQuestion
}

test('a file made to the form in which Moodle 4 exports GIFT is read', () => {
  const { questions, rejected } = readGift(fixture('moodle-4.gift.txt'))
  expect(questions).toMatchObject([
    {
      row: 7,
      code: 'moodle-001',
      kind: '单选题',
      stem: '当事人到期不缴纳罚款的，行政机关可以每日按罚款数额的多少加处罚款？',
      options: ['百分之一', '百分之二', '百分之三'],
      key: 'C',
      explanation: '每日按罚款数额的百分之三加处罚款。\nC：与法律规定一致。',
      difficulty: '难',
      article: '第七十二条',
      law: '行政处罚法',
    },
    {
      row: 16,
      kind: '多选题',
      stem: '下列哪些属于行政处罚？\n（多选）',
      options: ['警告', '罚款', '没收违法所得 {含非法财物}', '记过'],
      key: 'ABC',
    },
    // The explanation names its law itself: the category is not asked.
    {
      row: 25,
      kind: '判断题',
      key: '正确',
      law: '',
      explanation: '《行政处罚法》第二十九条: 一事不再罚。\n错误：再想一想。',
    },
  ])
  expect(rejected).toEqual([
    { row: 29, code: 'unsupported-kind', reason: expect.stringContaining('essay') },
    { row: 33, code: 'unsupported-kind', reason: expect.stringContaining('description') },
  ])
})

test('a file written by hand to the published form, with faults in it, gives what is sound in it', () => {
  const { questions, rejected } = readGift(fixture('written-by-hand.gift.txt'))
  expect(questions.map(({ row, kind, key }) => [row, kind, key])).toEqual([
    [5, '单选题', 'C'],
    [7, '单选题', 'A'],
    [9, '判断题', '正确'],
    [11, '判断题', '错误'],
    [13, '多选题', 'AB'],
    [22, '单选题', 'B'],
  ])
  expect(questions.map(({ stem }) => stem)).toContain('行政处罚由 _____依法作出。')
  expect(questions.at(-1)).toMatchObject({
    code: 'xzcf-007',
    stem: '等于多少？ {提示: 2 = 1 + 1}',
    options: ['= 3', '= 2', '~4'],
  })
  expect(
    rejected.map(({ row, code, reason }) => [
      row,
      code === 'item-unreadable' ? code : reason.split(' · ')[1],
    ]),
  ).toEqual([
    [28, 'numerical'],
    [30, 'shortanswer'],
    [32, 'matching'],
    [37, 'item-unreadable'],
    [39, 'item-unreadable'],
    [41, 'item-unreadable'],
  ])
})

test.for(['T', 'TRUE', 't', ' true ', 'T#wrong#right####all'])(
  '{%s} says that a statement is right',
  (answer) => {
    expect(only(`太阳从东边升起。{${answer}}`)).toMatchObject({ kind: '判断题', key: '正确', options: [] })
  },
)
test.for(['F', 'FALSE', 'false#太阳从东边升起。'])('{%s} says that it is wrong', (answer) => {
  expect(only(`太阳从西边升起。{${answer}}`)).toMatchObject({ kind: '判断题', key: '错误' })
})

test('weights without any = make a multiple choice, whose key is every answer with a positive one', () => {
  expect(only('哪些？{~%50%甲 ~%25%乙 ~%25%丙 ~%-100%丁 ~%0%戊 ~己}')).toMatchObject({
    kind: '多选题',
    key: 'ABC',
  })
  expect(only('哪个？{=甲 ~%50%乙 ~丙}')).toMatchObject({ kind: '单选题', key: 'A' })
})

test('two answers that are 对 and 错 are a judgement', () => {
  expect(only('处罚应当公开。{=对 ~错}')).toMatchObject({ kind: '判断题', key: '正确', options: [] })
  expect(only('处罚应当公开。{~正确 =错误}')).toMatchObject({ kind: '判断题', key: '错误' })
})

test.for([
  { written: '\\~ \\= \\# \\{ \\} \\: \\\\ \\n|', meant: '~ = # { } : \\ \n|' },
  { written: '\\a \\\\n C\\:\\\\x', meant: '\\a \\n C:\\x' },
])('$written means $meant', ({ written, meant }) => {
  expect(only(`[plain]${written}{=甲 ~乙 ~丙}`).stem).toBe(meant.trim())
})

test('line ends of every system, and a mark in front, are read', () => {
  const lines = ['\ufeff// 注释', '题一？{=甲 ~乙 ~丙}', '', '题二？{', '=甲', '~乙', '~丙', '}']
  for (const end of ['\n', '\r\n', '\r'])
    expect(read(lines.join(end)).questions.map(({ row, stem }) => [row, stem])).toEqual([
      [2, '题一？'],
      [4, '题二？'],
    ])
})

test.for(['html', 'moodle', 'plain', 'markdown'])('the format %s holds for the answers as well', (format) => {
  const { stem, options } = only(`[${format}]甲 &lt; 乙？{=丙 &lt; 丁 ~戊 ~己}`)
  expect([stem, options[0]]).toEqual(
    format === 'plain' ? ['甲 &lt; 乙？', '丙 &lt; 丁'] : ['甲 < 乙？', '丙 < 丁'],
  )
})

test('a picture is not left out silently', () => {
  expect(read('[html]<p>见图<img src\\="a.png"></p>{=甲 ~乙 ~丙}').rejected).toMatchObject([
    { code: 'content-lost' },
  ])
  expect(read('[markdown]见图 ![标志](a.png){=甲 ~乙 ~丙}').rejected).toMatchObject([
    { code: 'content-lost' },
  ])
})

test('more answers than letters are left to the rules of the bank', () => {
  const many = Array.from({ length: 12 }, (_, at) => `~答${at}`).join('')
  expect(only(`题？{=对的${many}}`).options).toHaveLength(13)
})

test.for([
  '{',
  '}',
  '{=',
  '~',
  '[id:',
  '::',
  '\\',
  '{=a ~b} ',
  '// [tag:x',
  '####',
  '[',
  '\n{',
  '\n\n{',
  '=a->',
])('a megabyte of %j takes no time', (piece) => {
  const cpuMs = cpuMsOf(() => {
    try {
      read(piece.repeat(1_000_000 / piece.length))
    } catch (error) {
      // Some make more questions than a file may have.
      expect(error).toBeInstanceOf(UnreadableFile)
    }
  })
  expect(cpuMs).toBeLessThan(2000)
})

test('one question with a megabyte of text is read', () => {
  expect(only(`${'处罚'.repeat(500_000)}{=甲 ~乙 ~丙}`).stem).toHaveLength(1_000_000)
})

test('a file of millions of nothing is refused at the first question too many', () => {
  for (const text of ['{\n\n'.repeat(4_000_000), '题{T}\n\n'.repeat(100_000)])
    expect(() => read(text)).toThrow(expect.objectContaining({ fault: 'too-many-questions' }))
})
