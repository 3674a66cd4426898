import { expect, test } from 'vitest'

import {
  type Person,
  type QuestionState,
  type QuestionStep,
  questionSteps,
  takeQuestionStep,
} from './question-steps.ts'

const people = {
  'its author': { accountId: 'a', isAuthor: true, isReviewer: false },
  'its author, who reviews too': { accountId: 'a', isAuthor: true, isReviewer: true },
  'another author': { accountId: 'b', isAuthor: true, isReviewer: false },
  'a reviewer': { accountId: 'c', isAuthor: false, isReviewer: true },
  'somebody else': { accountId: 'd', isAuthor: false, isReviewer: false },
} satisfies Record<string, Person>
type Who = keyof typeof people

/** The table, written out: who may take which step, and from where to where it leads. */
const allowed: [QuestionStep, QuestionState, QuestionState, Who[]][] = [
  ['submitted', 'draft', 'in-review', ['its author', 'its author, who reviews too']],
  ['withdrawn', 'in-review', 'draft', ['its author', 'its author, who reviews too']],
  ['sent-back', 'in-review', 'draft', ['a reviewer']],
  ['approved', 'in-review', 'approved', ['a reviewer']],
  ['discarded', 'draft', 'retired', ['its author', 'its author, who reviews too']],
  ['retired', 'approved', 'retired', ['a reviewer']],
]

const states: QuestionState[] = ['draft', 'in-review', 'approved', 'retired']
const cells = allowed.flatMap(([step, from, to, who]) =>
  // Safe: the keys of the record are exactly its type's.
  (Object.keys(people) as Who[]).flatMap((name) =>
    states.map((state) => ({ step, state, name, to: state === from && who.includes(name) ? to : null })),
  ),
)

test('the table has every step', () => {
  expect(allowed.map(([step]) => step).sort()).toEqual(Object.keys(questionSteps).sort())
})

test.for(cells)('$name: $state, $step → $to', ({ step, state, name, to }) => {
  const taken = takeQuestionStep(step, { state, authorId: 'a' }, { who: people[name], comment: '与条文不符' })
  expect(taken.ok ? taken.value : null).toBe(to)
})

test('nobody decides about what they wrote, and says so', () => {
  const who = people['its author, who reviews too']
  for (const step of ['approved', 'sent-back'] as const)
    expect(takeQuestionStep(step, { state: 'in-review', authorId: 'a' }, { who, comment: '好' })).toEqual({
      ok: false,
      refusal: 'own',
    })
})

test('what came with the product has no author here: a reviewer retires it, and gives a reason', () => {
  const shipped = { state: 'approved', authorId: null } as const
  const who = people['a reviewer']
  expect(takeQuestionStep('retired', shipped, { who, comment: '' })).toEqual({
    ok: false,
    refusal: 'no-comment',
  })
  expect(takeQuestionStep('retired', shipped, { who, comment: '法条已废止' })).toEqual({
    ok: true,
    value: 'retired',
  })
  expect(takeQuestionStep('submitted', { state: 'draft', authorId: null }, { who, comment: '' })).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
})
