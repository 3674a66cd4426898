import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'

import { emptyFileQuestion, type FileContent, type FileQuestion, UnreadableFile } from './file-question.ts'
import { readMoodleXml } from './moodle-xml.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (questions: string): FileContent =>
  readMoodleXml(bytes(`<?xml version="1.0"?><quiz>${questions}</quiz>`))

function only(question: string): FileQuestion {
  const { questions, rejected } = read(question)
  expect(rejected).toEqual([])
  expect(questions).toHaveLength(1)
  return questions[0] ?? emptyFileQuestion
}

const choice = (inside: string, stem = '题干？') =>
  `<question type="multichoice"><name><text>n</text></name><questiontext format="html"><text>${stem}</text></questiontext>${inside}</question>`
const answer = (fraction: number, text: string) =>
  `<answer fraction="${fraction}"><text>${text}</text></answer>`
const three = answer(100, '甲') + answer(0, '乙') + answer(0, '丙')

test('a file made to the form in which Moodle 4 exports is read', () => {
  const file = readFileSync(new URL('../../tests/fixtures/files/moodle-4.xml', import.meta.url))
  const { questions, rejected } = readMoodleXml(file)
  expect(questions).toEqual([
    {
      ...emptyFileQuestion,
      row: 1,
      code: 'moodle-001',
      kind: '单选题',
      stem: '当事人到期不缴纳罚款的，行政机关可以每日按罚款数额的多少 加处罚款？',
      options: ['百分之一', '百分之二', '百分之三'],
      key: 'C',
      explanation:
        '每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额。\nC：与法律规定一致。',
      difficulty: '难',
      points: '2',
      // From the category, since neither a tag nor the explanation names a law.
      law: '行政处罚法',
      article: '第七十二条',
    },
    {
      ...emptyFileQuestion,
      row: 2,
      kind: '多选题',
      stem: '下列哪些属于行政处罚？\n（多选）',
      options: ['警告', '罚款', '没收违法所得 <含非法财物>', '记过'],
      // Its options are not to be shuffled.
      pinned: 'ABCD',
      key: 'ABC',
      explanation: '行政处罚的种类由法律列明。',
      points: '1',
      law: '行政处罚法',
    },
    {
      ...emptyFileQuestion,
      row: 3,
      kind: '判断题',
      stem: '对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚。',
      key: '正确',
      explanation: '《行政处罚法》第二十九条规定了一事不再罚。\n错误：再想一想。',
      points: '1',
    },
  ])
  expect(rejected).toEqual([
    { row: 4, code: 'unsupported-kind', reason: expect.stringContaining('essay') },
    { row: 5, code: 'unsupported-kind', reason: expect.stringContaining('multianswer') },
    { row: 6, code: 'content-lost', reason: expect.stringContaining('img') },
  ])
})

test('with one answer only, a part of the mark does not make an answer right', () => {
  const answers = answer(50, '甲') + answer(100, '乙') + answer(0, '丙')
  expect(only(choice(`<single>true</single>${answers}`)).key).toBe('B')
  expect(only(choice(`<single>0</single>${answers}`)).key).toBe('AB')
})

test('a question that does not say whether to shuffle pins nothing', () => {
  expect(only(choice(three)).pinned).toBe('')
  expect(only(choice(`<shuffleanswers>1</shuffleanswers>${three}`)).pinned).toBe('')
  expect(only(choice(`<shuffleanswers>0</shuffleanswers>${three}`)).pinned).toBe('ABC')
})

test('a tag for the pinned options says more than not to shuffle', () => {
  const tags = '<tags><tag><text>固定选项:C</text></tag></tags>'
  expect(only(choice(`<shuffleanswers>false</shuffleanswers>${three}${tags}`)).pinned).toBe('C')
})

test('an old export with its answers in the language of the site has the true one first', () => {
  const truth = (first: number, second: number) =>
    `<question type="truefalse"><questiontext><text>对吗</text></questiontext>${answer(first, '对')}${answer(second, '错')}</question>`
  expect(only(truth(100, 0)).key).toBe('正确')
  expect(only(truth(0, 100)).key).toBe('错误')
  expect(only(truth(100, 100)).key).toBe('')
})

test('the answers of a judgement may stand in any order', () => {
  const question = `<question type="truefalse"><questiontext><text>对吗</text></questiontext>${answer(100, 'false')}${answer(0, 'true')}</question>`
  expect(only(question)).toMatchObject({ kind: '判断题', key: '错误', options: [] })
})

test('a category with a slash in its name is one category', () => {
  const category = (path: string) =>
    `<question type="category"><category><text>${path}</text></category></question>`
  expect(read(category('$course$/top/甲//乙法') + choice(three)).questions[0]?.law).toBe('')
  expect(read(category('$course$/top/行政许可法/默认') + choice(three)).questions[0]?.law).toBe('行政许可法')
  expect(read(category('$course$/top/第一章') + choice(three)).questions[0]?.law).toBe('')
})

test.for([
  {
    name: 'a description',
    xml: '<question type="description"><questiontext><text>说明</text></questiontext></question>',
    code: 'unsupported-kind',
  },
  { name: 'a matching question', xml: '<question type="matching"/>', code: 'unsupported-kind' },
  { name: 'a question without a type', xml: '<question/>', code: 'unsupported-kind' },
  { name: 'a question without its text', xml: '<question type="multichoice"/>', code: 'item-unreadable' },
  {
    name: 'a picture in an option',
    xml: choice(answer(100, '&lt;img src="a"&gt;') + three),
    code: 'content-lost',
  },
  { name: 'the picture of an old Moodle', xml: choice(`<image>a.gif</image>${three}`), code: 'content-lost' },
])('$name is left out as $code, and the rest is read', ({ xml, code }) => {
  const { questions, rejected } = read(xml + choice(three))
  expect(rejected).toMatchObject([{ row: 1, code }])
  expect(questions).toMatchObject([{ row: 2 }])
})

test.for([
  { name: 'another document', file: bytes('<html><body/></html>'), fault: 'unsupported' },
  { name: 'half a file', file: bytes('<quiz><question type="multichoice"><name>'), fault: 'malformed' },
  { name: 'text', file: bytes('1. 题干'), fault: 'malformed' },
  {
    name: 'an external entity',
    file: bytes('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'),
    fault: 'unsafe',
  },
  {
    name: 'a reference that HTML knows and XML does not',
    file: bytes(`<quiz>${choice(three, '甲&nbsp;乙')}</quiz>`),
    fault: 'malformed',
  },
  {
    name: 'a declared encoding that is not the file’s',
    file: bytes('<?xml version="1.0" encoding="ISO-8859-1"?><quiz/>'),
    fault: 'wrong-encoding',
  },
  { name: 'a picture', file: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), fault: 'wrong-encoding' },
])('$name is refused as a whole as $fault', ({ file, fault }) => {
  expect(() => readMoodleXml(file)).toThrow(UnreadableFile)
  expect(() => readMoodleXml(file)).toThrow(expect.objectContaining({ fault }))
})

test('GBK and UTF-16 files are read', () => {
  const text = `<?xml version="1.0" encoding="UTF-16"?><quiz>${choice(three)}</quiz>`
  const utf16 = new Uint8Array(
    new Uint16Array([0xfeff, ...[...text].map((sign) => sign.charCodeAt(0))]).buffer,
  )
  expect(readMoodleXml(utf16).questions).toHaveLength(1)
})

test('a question with a megabyte of text is read in no time', () => {
  const cpuMs = cpuMsOf(() => {
    expect(only(choice(three, `<![CDATA[${'<b>处罚'.repeat(150_000)}]]>`)).stem).toHaveLength(300_000)
  })
  expect(cpuMs).toBeLessThan(2000)
})

test('a file of millions of nothing is refused', () => {
  expect(() => read('<question/>'.repeat(60_000))).toThrow(
    expect.objectContaining({ fault: 'too-many-questions' }),
  )
  expect(() => read('<question/>'.repeat(1_000_000))).toThrow(expect.objectContaining({ fault: 'too-large' }))
})
