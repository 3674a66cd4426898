import { expect, test } from 'vitest'

import { articleLabel, parseArticle } from './article.ts'
import { checkBank } from './check.ts'
import { loadBasicBank } from './load.ts'
import { questionOf, type WrittenLaw, type WrittenQuestion } from './question.ts'

test('every number of an article reads back', () => {
  for (let number = 1; number <= 1300; number += 1)
    expect(parseArticle(articleLabel(number))).toEqual({ number, sub: 0 })
})

test.for([
  [10, '第十条'],
  [21, '第二十一条'],
  [105, '第一百零五条'],
  [110, '第一百一十条'],
  [1003, '第一千零三条'],
  [1260, '第一千二百六十条'],
] as const)('%i is written %s', ([number, label]) => expect(articleLabel(number)).toBe(label))

test('an inserted article is read', () =>
  expect(parseArticle('第二百八十七条之一')).toEqual({ number: 287, sub: 1 }))

test('the basic bank has no problems', () => {
  const { laws, files } = loadBasicBank()
  expect(checkBank(laws, files)).toEqual([])
})

const good: WrittenQuestion = {
  id: 'xf-001',
  kind: 'single',
  article: '第一条',
  topic: '国体',
  difficulty: 'easy',
  audience: ['general'],
  trades: [],
  stem: '中华人民共和国的根本制度是什么？',
  options: ['甲', '乙', '丙', '丁'],
  key: 'A',
  explanation: '根本制度由第一条规定。',
}
const found = (change: Partial<WrittenQuestion>) => {
  const content: WrittenLaw = { law: 'xianfa', version: '2018-03-11', questions: [{ ...good, ...change }] }
  return checkBank(loadBasicBank().laws, [{ name: 'xianfa.json', content }])
    .map((problem) => problem.what)
    .join('; ')
}

test.for([
  [{}, ''],
  [{ key: 'E' }, 'names an option that is not there'],
  [{ key: 'AB' }, 'exactly one right option'],
  [{ kind: 'multiple' as const }, 'at least two right options'],
  [{ options: ['甲', '甲。', '乙'] }, 'two options are the same'],
  [{ article: '第九百条' }, 'beyond 第一百四十三条'],
  [{ article: '一条' }, 'no article label'],
  [{ kind: 'true-false' as const, key: 'T' }, 'no options of its own'],
] as [Partial<WrittenQuestion>, string][])('%o is reported as "%s"', ([change, what]) => {
  if (what === '') expect(found(change)).toBe('')
  else expect(found(change)).toContain(what)
})

const material = '甲市某局在检查中发现乙公司有违法行为，拟作出处罚。'
const inCase = (...places: boolean[]): WrittenLaw => ({
  law: 'xianfa',
  version: '2018-03-11',
  cases: [{ id: 'xf-c01', material }],
  questions: places.map((isOfCase, index) => ({
    ...good,
    id: `xf-00${index + 1}`,
    stem: `${good.stem}（第${index + 1}问）`,
    ...(isOfCase ? { case: 'xf-c01' } : {}),
  })),
})
const caseProblems = (content: WrittenLaw) =>
  checkBank(loadBasicBank().laws, [{ name: 'xianfa.json', content }]).map(({ what }) => what)

test.for([
  [[true, true], []],
  [[false, true, true, true, true], []],
  [[true, false], ['case xf-c01 has 1 questions, not two to four']],
  [[true, true, true, true, true], ['case xf-c01 has 5 questions, not two to four']],
  [[true, false, true], ['the questions of case xf-c01 do not follow one another']],
] as [boolean[], string[]][])('a case with its questions at %o', ([places, problems]) =>
  expect(caseProblems(inCase(...places))).toEqual(problems),
)

test('a case without material is reported', () =>
  expect(caseProblems({ ...inCase(true, true), cases: [] })).toEqual(['case xf-c01 has no material']))

test('a question of a case carries its material, and one that stands alone none', () => {
  const law = inCase(true, true, false)
  expect(law.questions.map((written) => questionOf(written, law)).map((one) => one.material)).toEqual([
    material,
    material,
    null,
  ])
})
