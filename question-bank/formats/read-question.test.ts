import { expect, test } from 'vitest'

import { emptyFileQuestion, type FileQuestion } from './file-question.ts'
import { registryOf } from './law-registry.ts'
import { readQuestion } from './read-question.ts'

const version = {
  version: '2021-01-22',
  promulgated: '2021-01-22',
  effectiveFrom: '2021-07-15',
  effectiveTo: null,
  articleCount: 86,
}
const registry = registryOf(
  [
    { id: 'xingzheng-chufa', short: '行政处罚法', title: '中华人民共和国行政处罚法', versions: [version] },
    {
      id: 'wangluo-anquan',
      short: '网络安全法',
      title: '中华人民共和国网络安全法',
      versions: [
        {
          ...version,
          version: '2025-10-28',
          promulgated: '2025-10-28',
          effectiveFrom: '2026-01-01',
          articleCount: 81,
        },
        {
          ...version,
          version: '2016-11-07',
          promulgated: '2016-11-07',
          effectiveFrom: '2017-06-01',
          effectiveTo: '2025-12-31',
          articleCount: 79,
        },
      ],
    },
    {
      id: 'shangbiao',
      short: '商标法',
      title: '中华人民共和国商标法',
      versions: [
        { ...version, version: '2026-06-30', promulgated: '2026-06-30', effectiveFrom: '2027-01-01' },
      ],
    },
  ],
  '2026-11-25',
)

const single: FileQuestion = {
  ...emptyFileQuestion,
  row: 7,
  kind: '单选题',
  stem: '适用简易程序，罚款在多少元以下的，可以当场收缴？',
  options: ['五十元', '一百元', '二百元', '五百元'],
  key: 'B',
  explanation: '依法给予一百元以下罚款的，可以当场收缴。',
  law: '《中华人民共和国行政处罚法》第六十八条',
}
const multiple = { ...single, kind: '多选题', key: 'ABC' }
const truth = { ...single, kind: '判断题', options: [], key: '正确' }

const read = (change: Partial<FileQuestion>, base = single) => readQuestion({ ...base, ...change }, registry)
const contentOf = (change: Partial<FileQuestion>, base = single) => {
  const result = read(change, base)
  if (!result.ok) throw new Error(`${result.fault} ${result.detail}`)
  return result.value.content
}

test('a question with the customary columns only gets the customary values, and says which', () => {
  expect(read({})).toEqual({
    ok: true,
    value: {
      row: 7,
      sheet: null,
      code: null,
      silent: [
        'lawVersion',
        'topic',
        'difficulty',
        'audience',
        'trades',
        'pinned',
        'difficultyReason',
        'note',
        'changed',
        'case',
      ],
      content: {
        kind: 'single',
        stem: single.stem,
        options: [
          { id: 'A', text: '五十元' },
          { id: 'B', text: '一百元' },
          { id: 'C', text: '二百元' },
          { id: 'D', text: '五百元' },
        ],
        key: ['B'],
        explanation: single.explanation,
        lawId: 'xingzheng-chufa',
        lawVersion: '2021-01-22',
        article: '第六十八条',
        topic: '行政处罚法',
        difficulty: 'medium',
        audience: ['general'],
        trades: [],
        difficultyReason: '',
        note: '',
        changed: null,
        caseCode: null,
        material: null,
      },
    },
  })
})

test.for([
  'ABC',
  'abc',
  'ＡＢＣ',
  'A,B,C',
  'A，B，C',
  'A；B；C',
  'A;B;C',
  'A、B、C',
  'A B C',
  'A/B/C',
  'A|B|C',
  ' C B A ',
  '（ABC）',
  '【A、B、C】',
  '答案：ABC',
  'A和B和C',
  'A.B.C',
  'A\nB\nC',
  'ABC。',
])('the key %j of a multiple choice is A, B and C', (key) => {
  expect(contentOf({ key }, multiple).key).toEqual(['A', 'B', 'C'])
})

test.for(['B', 'b', 'Ｂ', '（B）', '正确答案：B', 'B.', 'B、', '一百元', 'B．一百元', ' b '])(
  'the key %j of a single choice is B',
  (key) => {
    expect(contentOf({ key }).key).toEqual(['B'])
  },
)

test.for<[string, 'T' | 'F']>([
  ['√', 'T'], ['✓', 'T'], ['✔', 'T'], ['对', 'T'], ['正确', 'T'], ['T', 'T'], ['true', 'T'], ['TRUE', 'T'], ['是', 'T'], ['Ｔ', 'T'], ['（√）', 'T'], ['正确的', 'T'], ['Y', 'T'], ['1', 'T'],
  ['×', 'F'], ['✗', 'F'], ['✘', 'F'], ['x', 'F'], ['X', 'F'], ['错', 'F'], ['错误', 'F'], ['F', 'F'], ['FALSE', 'F'], ['否', 'F'], ['不正确', 'F'], ['（ × ）', 'F'], ['Ｆ', 'F'], ['0', 'F'],
])('the key %j of a judgement is %s', ([key, expected]) => {
  expect(contentOf({ key }, truth)).toMatchObject({
    key: [expected],
    options: [{ id: 'T', text: '正确' }, { id: 'F', text: '错误' }],
  })
}) // prettier-ignore

test('a letter says whether a judgement is right where the file has its two options', () => {
  expect(contentOf({ key: 'A', options: ['对', '错'] }, truth).key).toEqual(['T'])
  expect(contentOf({ key: 'A', options: ['错误', '正确', ''] }, truth).key).toEqual(['F'])
  expect(contentOf({ key: 'B', options: ['A．正确', 'B．错误'] }, truth).key).toEqual(['F'])
  expect(read({ key: 'A' }, truth)).toMatchObject({ ok: false, fault: 'key-true-false' })
})

test.for<[string, string]>([
  ['单选', 'single'], ['单项选择题', 'single'], ['单选题（每题1分）', 'single'], ['single', 'single'], ['【单选题】', 'single'], ['单 选 题', 'single'],
])('%j is a single choice', ([kind]) => {
  expect(contentOf({ kind }).kind).toBe('single')
}) // prettier-ignore

test.for(['多选', '多项选择题', 'multiple', '不定项选择题', '多选题'])('%j is a multiple choice', (kind) => {
  expect(contentOf({ kind }, multiple).kind).toBe('multiple')
})

test.for(['判断', '判断题', '是非题', 'true/false', 'TrueFalse', '正误'])('%j is a judgement', (kind) => {
  expect(contentOf({ kind }, truth).kind).toBe('true-false')
})

test('without a kind, the key and the options tell it', () => {
  expect(contentOf({ kind: '' }).kind).toBe('single')
  expect(contentOf({ kind: '选择题' }, multiple).kind).toBe('multiple')
  expect(contentOf({ kind: '' }, truth).kind).toBe('true-false')
  expect(contentOf({ kind: '', options: ['正确', '错误'], key: 'B' }, truth).key).toEqual(['F'])
  expect(read({ kind: '', options: [], key: 'A' })).toMatchObject({ fault: 'no-kind' })
  expect(read({ kind: '', key: '一百元' })).toMatchObject({ fault: 'no-kind' })
})

test.for<[string, string]>([
  ['1．适用简易程序', '适用简易程序'], ['12、适用简易程序', '适用简易程序'], ['（3）适用简易程序', '适用简易程序'], ['(3) 适用简易程序', '适用简易程序'],
  ['第4题：适用简易程序', '适用简易程序'], ['5. 适用简易程序', '适用简易程序'], ['6.适用简易程序', '适用简易程序'], ['７．适用简易程序', '适用简易程序'],
  ['8.2021年修订的法律', '2021年修订的法律'], ['　 9) 适用简易程序', '适用简易程序'], ['1.5 元以下的罚款', '1.5 元以下的罚款'],
  ['2021 年修订的法律', '2021 年修订的法律'], ['（一）适用简易程序', '（一）适用简易程序'], ['100 元以下的罚款', '100 元以下的罚款'],
])('the stem %j begins with %j', ([stem, expected]) => {
  expect(contentOf({ stem: `${stem}的规定` }).stem).toBe(`${expected}的规定`)
}) // prettier-ignore

test('letters before all options are no part of them; a single one is', () => {
  const texts = (options: string[]) => contentOf({ options }).options.map(({ text }) => text)
  expect(texts(['A．五十元', 'B、一百元', '(C) 二百元', 'Ｄ：五百元'])).toEqual(single.options)
  expect(texts(['a. 五十元', 'b. 一百元', 'c. 二百元', ''])).toEqual(['五十元', '一百元', '二百元'])
  expect(texts(['五十元', '一百元', '二百元', 'D、以上都对'])[3]).toBe('D、以上都对')
})

test.for<[Partial<FileQuestion>, object]>([
  [{ law: '行政处罚法第68条' }, { lawId: 'xingzheng-chufa', article: '第六十八条' }],
  [{ law: '行政处罚法68条' }, { article: '第六十八条' }],
  [{ law: '《行政处罚法》第六十八条第一款第（一）项' }, { article: '第六十八条' }],
  [{ law: '《行政处罚法》（2021年修订）第６８条' }, { article: '第六十八条', lawVersion: '2021-01-22' }],
  [{ law: '行政处罚法', article: '68' }, { article: '第六十八条' }],
  [{ law: 'xingzheng-chufa', article: '第六十八条' }, { lawId: 'xingzheng-chufa' }],
  [{ law: '《行政处罚法》', article: 'Article 68' }, { article: '第六十八条' }],
  [
    { law: '网络安全法第二十一条', lawVersion: '2016年11月7日' },
    { lawVersion: '2016-11-07', article: '第二十一条' },
  ],
  [{ law: '网络安全法第二十三条' }, { lawVersion: '2025-10-28' }],
  [{ law: '《网络安全法》（2016年）第二十一条' }, { lawVersion: '2016-11-07' }],
  [{ law: '网络安全法第二十一条', lawVersion: '2017-06-01' }, { lawVersion: '2016-11-07' }],
  [{ law: '商标法第十条', lawVersion: '2026-06-30' }, { lawId: 'shangbiao' }],
  [
    { law: '', explanation: '《行政处罚法》第六十八条规定，一百元以下可以当场收缴。' },
    { article: '第六十八条' },
  ],
])('%o cites %o', ([change, expected]) => {
  expect(contentOf(change)).toMatchObject(expected)
})

test('lists, labels and free texts are read in their customary forms', () => {
  expect(
    contentOf({
      difficulty: '较难',
      audience: '领导干部；执法人员',
      trades: '市场监管、emergency',
      points: '2分',
      pinned: 'Ｄ',
      topic: ' 当场收缴 ',
      note: '复核',
      changed: '旧法为二十元以下',
      caseCode: '案例-1',
      material: '某县市场监督管理局在检查中发现一家商店存在违法行为。',
    }),
  ).toMatchObject({
    difficulty: 'hard',
    audience: ['leaders', 'enforcement'],
    trades: ['market', 'emergency'],
    options: [{}, {}, {}, { id: 'D', pinned: true }],
    topic: '当场收缴',
    note: '复核',
    changed: '旧法为二十元以下',
    caseCode: '案例-1',
  })
  expect(contentOf({ audience: '全体人员' }).audience).toEqual(['leaders', 'general', 'enforcement'])
  expect(['1', '易', '简单'].map((difficulty) => contentOf({ difficulty }).difficulty)).toEqual([
    'easy',
    'easy',
    'easy',
  ])
})

test('a code is kept; a running number is none', () => {
  const codeOf = (code: string) => {
    const result = read({ code })
    return result.ok ? result.value.code : result.fault
  }
  expect(['xzcf-001', ' ZJ-17 ', '行处.3', '', '12', '(3)', '第5题', '2024-001', 'a b', '<b>', 'zj-999999999', 'x'.repeat(41)].map(codeOf)).toEqual([
    'xzcf-001', 'ZJ-17', '行处.3', null, null, null, null, null, 'bad-code', 'bad-code', 'bad-code', 'bad-code',
  ])
}) // prettier-ignore

test('what no screen shows and no database holds is left out of a text', () => {
  expect(
    contentOf({ stem: '\ufeff一百元以下\u200b的罚款\u0000可以\u0007当场收缴吗\ud83d？\r\n请选择  \n' }).stem,
  ).toBe('一百元以下的罚款可以当场收缴吗\ufffd？\n请选择')
})

test.for<[string, Partial<FileQuestion>, string, FileQuestion?]>([
  ['no stem', { stem: ' 　' }, 'no-stem'],
  ['a stem of a word', { stem: '罚款' }, 'stem-length'],
  ['a stem of a megabyte', { stem: '罚'.repeat(350_000) }, 'stem-length'],
  ['no way to tell the kind', { kind: '', key: 'B', options: ['甲', '乙'] }, 'no-kind'],
  ['a kind the bank has not', { kind: '填空题' }, 'unsupported-kind'],
  ['an open number of right options with one', { kind: '不定项选择题' }, 'unsupported-kind'],
  ['two options', { options: ['甲', '乙'] }, 'option-count'],
  ['nine options', { options: [...'甲乙丙丁戊己庚辛壬'] }, 'option-count'],
  ['an empty option between others', { options: ['五十元', '', '二百元', '五百元'] }, 'option-gap'],
  ['a long option', { options: ['甲', '乙', '丙'.repeat(501)] }, 'option-length'],
  ['the same option twice', { options: ['五十元', '一百元', '一百元。'] }, 'option-twice'],
  ['options of a judgement', { options: ['甲', '乙', '丙'] }, 'truth-options', truth],
  ['no key', { key: ' ' }, 'no-key'],
  ['a key in words that is no option', { key: '以上都对' }, 'key-unreadable'],
  ['a key that is two things', { key: 'B．五百元' }, 'key-unreadable'],
  ['numbers for letters', { key: '2' }, 'key-unreadable'],
  ['a key beyond the options', { key: 'E' }, 'key-beyond'],
  ['two keys of a single choice', { key: 'AB' }, 'key-one'],
  ['one key of a multiple choice', { key: 'A' }, 'key-several', multiple],
  ['the same key twice', { key: 'AAB' }, 'key-several', multiple],
  ['a judgement that is neither', { key: '可能' }, 'key-true-false', truth],
  ['a fixed option that is not there', { pinned: 'F' }, 'pinned-beyond'],
  ['no law', { law: '' }, 'no-law'],
  ['two laws', { law: '《行政处罚法》第六十八条、《网络安全法》第二十三条' }, 'several-citations'],
  ['two articles', { law: '行政处罚法第六十八条、第六十九条' }, 'several-citations'],
  ['a column that says another article', { article: '第九条' }, 'several-citations'],
  ['a law that is not registered', { law: '《某某法》第一条' }, 'unknown-law'],
  ['a version that is not registered', { lawVersion: '1996-03-17' }, 'unknown-law-version'],
  ['a law that is not in force yet', { law: '商标法第十条' }, 'no-version-in-force'],
  ['no article', { law: '行政处罚法' }, 'no-article'],
  ['an article beyond the last', { law: '行政处罚法第八十七条' }, 'beyond-last-article'],
  ['no explanation', { explanation: '' }, 'no-explanation'],
  ['a short explanation', { explanation: '见法条。' }, 'explanation-length'],
  ['a long topic', { topic: '长'.repeat(31) }, 'topic-length'],
  ['an unknown difficulty', { difficulty: '0.35' }, 'unknown-difficulty'],
  ['an unknown audience', { audience: '学生' }, 'unknown-audience'],
  ['an unknown trade', { trades: '航天' }, 'unknown-trade'],
  ['points in words', { points: '两分' }, 'bad-points'],
  ['a long note', { note: '注'.repeat(1001) }, 'note-length'],
  ['a long reason', { difficultyReason: '因'.repeat(301) }, 'difficulty-reason-length'],
  ['a long older rule', { changed: '旧'.repeat(1001) }, 'changed-length'],
  ['a case without material', { caseCode: 'al-1' }, 'no-material'],
  ['a material of a word', { caseCode: 'al-1', material: '某甲' }, 'material-length'],
  ['a case code with a blank', { caseCode: 'al 1', material: '某'.repeat(30) }, 'bad-case-code'],
])('%s is rejected', ([, change, fault, base]) => {
  const result = read(change, base)
  expect(result).toMatchObject({ ok: false, fault })
  expect(!result.ok && result.detail.length).toBeLessThanOrEqual(60)
})

test.for(['　', ' ', '(', '（', '《', '第', '一', '1', 'A', '√ ', '【', '第 ', '法 ', '，'])(
  'half a megabyte of %j in any cell takes little time',
  (sign) => {
    const text = `${'某'}${sign.repeat(200_000 / sign.length)}某`
    const startMs = performance.now()
    for (const field of [
      'stem',
      'kind',
      'key',
      'explanation',
      'law',
      'article',
      'code',
      'audience',
      'pinned',
      'lawVersion',
    ] as const)
      read({ [field]: text })
    read({ options: [text, text, text] })
    expect(performance.now() - startMs).toBeLessThan(10_000)
  },
)
