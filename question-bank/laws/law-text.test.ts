import fc from 'fast-check'
import { expect, test } from 'vitest'

import { articleLabel } from '#question-bank/article.ts'
import { inventedTexts } from '#tests/fixtures/invented-law.ts'

import { parseLaw } from './law-text.ts'

test('Markdown: title, history, chapters and paragraphs are read', () => {
  const law = parseLaw(inventedTexts.older)
  expect(law).toMatchObject({
    title: '中华人民共和国公共阅览室法',
    history: ['2020年3月2日 第一届示例大会常务委员会第一次会议通过'],
    problems: [],
  })
  expect(law.articles).toHaveLength(9)
  expect(law.articles[3]).toEqual({
    label: '第四条',
    number: 4,
    sub: 0,
    chapter: '第二章 借阅和管理',
    text:
      '读者一次可以借阅五册图书，借期为三十日；需要继续阅读的，可以续借一次。\n' +
      '逾期不归还图书的，管理员应当书面提醒；提醒后十五日内仍不归还的，暂停借阅资格三个月。',
  })
  expect(law.articles.at(-1)?.chapter).toBe('第三章 附则')
})

test('plain text: history in brackets is taken apart, the table of contents left out', () => {
  const law = parseLaw(inventedTexts.newer)
  expect(law).toMatchObject({
    title: '中华人民共和国公共阅览室法',
    history: [
      '2020年3月2日第一届示例大会常务委员会第一次会议通过',
      '2026年6月1日第二届示例大会常务委员会第三次会议修订',
    ],
    problems: [],
  })
  expect(law.articles.map(({ label }) => label)).toEqual(
    Array.from({ length: 10 }, (_, index) => articleLabel(index + 1)),
  )
  expect(law.articles[0]?.chapter).toBe('第一章 总则')
})

test('parts, chapters and sections nest; a new chapter ends the section before it', () => {
  const { articles } = parseLaw(
    ['第一编　总则', '第一章　基本规定', '第一条　甲。', '第二章　自然人', '第一节　能力', '第二条　乙。',
      '第三章　法人', '第三条　丙。', '第二编　物权', '第一分编　通则', '第四章　一般规定', '第四条　丁。', '附　则', '第五条　戊。'].join('\n'), // prettier-ignore
  )
  expect(articles.map(({ chapter }) => chapter)).toEqual([
    '第一编 总则 · 第一章 基本规定',
    '第一编 总则 · 第二章 自然人 · 第一节 能力',
    '第一编 总则 · 第三章 法人',
    '第二编 物权 · 第一分编 通则 · 第四章 一般规定',
    '第二编 物权 · 第一分编 通则 · 附则',
  ])
})

test.for([
  { line: '第一百二十条之一 【某罪】资助的', label: '第一百二十条之一', text: '【某罪】资助的' },
  { line: '**第 七 条**　内容。', label: '第七条', text: '内容。' },
  { line: '\ufeff第八条\u200b　\u200b内容。', label: '第八条', text: '内容。' },
  { line: '第12条 内容。', label: '第十二条', text: '内容。' },
  { line: '第一百〇三条 内容。', label: '第一百零三条', text: '内容。' },
  { line: '第九条：内容。', label: '第九条', text: '内容。' },
  { line: '- 第十条　内容。', label: '第十条', text: '内容。' },
])('$line is an article', ({ line, label, text }) => {
  expect(parseLaw(line).articles).toMatchObject([{ label, text }])
})

test('labels without a space count when they are the next ones; sentences that begin with a label do not', () => {
  const { articles, problems } = parseLaw(
    ['第一条为了规范管理，制定本法。', '第二条中华人民共和国境内适用本法。', '第一条规定的机关应当公开。', '第三条第二款规定的期限不变。', '第三条居民可以提出意见。'].join('\n'), // prettier-ignore
  )
  expect(articles.map(({ label, text }) => [label, text])).toEqual([
    ['第一条', '为了规范管理，制定本法。'],
    ['第二条', '中华人民共和国境内适用本法。\n第一条规定的机关应当公开。\n第三条第二款规定的期限不变。'],
    ['第三条', '居民可以提出意见。'],
  ])
  expect(problems).toEqual([{ code: 'no-title', label: null }])
})

test('gaps, repetitions, disorder, odd labels and empty articles are told with their labels', () => {
  const { problems } = parseLaw(
    ['示例法', '第一条 甲。', '第三条 乙。', '第三条 丙。', '第七条 丁。', '第六条 戊。', '第十二条之二 己。', '第13条', '第二十条 庚。'].join('\n'), // prettier-ignore
  )
  expect(problems).toEqual([
    { code: 'duplicate', label: '第三条' },
    { code: 'out-of-order', label: '第六条' },
    { code: 'odd-label', label: '第十三条', note: '第13条' },
    { code: 'empty', label: '第十三条' },
    { code: 'gap', label: '第二条' },
    { code: 'gap', label: '第四条', note: '第五条' },
    { code: 'gap', label: '第八条', note: '第十二条' },
    { code: 'gap', label: '第十二条之一' },
    { code: 'gap', label: '第十四条', note: '第十九条' },
  ])
})

test('what belongs to no article is told and not taken over; page numbers and a repeated title are nothing', () => {
  const law = parseLaw(
    ['示例法', '来源：某网站', '第一条　甲。', '- 2 -', '示例法', '附件一：表格', '一、名称'].join('\n'),
  )
  expect(law.articles).toMatchObject([{ text: '甲。\n示例法' }])
  expect(law.problems).toEqual([
    { code: 'outside', label: null, note: '来源：某网站' },
    { code: 'outside', label: null, note: '附件一：表格' },
    { code: 'outside', label: null, note: '一、名称' },
  ])
})

test.for(['', '   ', '没有条文的文字。', '第条 甲。', '\u0000', '第零条 甲。', '第九千九百九十九千条 甲'])(
  'a text without articles says so: %j',
  (text) => {
    expect(parseLaw(text).problems).toContainEqual({ code: 'no-articles', label: null })
  },
)

test('property: what was written as articles is read as it was written, in Markdown and in plain text', () => {
  const paragraph = fc
    .array(fc.constantFrom('公民', '应当', '可以', '三十日', '（一）', '机关', '，', '依照', '规定'), {
      minLength: 2,
      maxLength: 20,
    })
    .map((words) => `甲${words.join('')}。`)
  fc.assert(
    fc.property(
      fc.array(fc.array(paragraph, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 }),
      fc.constantFrom('\n\n', '\r\n', '\n'),
      fc.constantFrom(' ', '　', '\u200b　'),
      (articles, lineEnd, space) => {
        const lines = articles.map(
          (lines, index) => `${articleLabel(index + 1)}${space}${lines.join(lineEnd)}`,
        )
        const read = parseLaw(['# 示例法', '第一章　总则', ...lines].join(lineEnd))
        expect(read.problems).toEqual([])
        expect(read.articles.map(({ text }) => text)).toEqual(articles.map((one) => one.join('\n')))
      },
    ),
    { numRuns: 100 },
  )
})

test('property: no text makes the parser fail', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '第一条',
      '第二条之一 ',
      '\n',
      '　',
      '# ',
      '第一章',
      '目录',
      '（',
      '<!-- INFO END -->',
      '附件',
      '**',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { articles } = parseLaw(pieces.join(''))
      expect(articles.every(({ label }) => /^第.+条/.test(label))).toBe(true)
    }),
    { numRuns: 300 },
  )
})
