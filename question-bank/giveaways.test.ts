import { expect, test } from 'vitest'

import { findGiveaways } from './giveaways.ts'
import { loadBasicBank } from './load.ts'
import { questionOf } from './question.ts'

const { files, enemies } = loadBasicBank()
const questions = files.flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
const found = findGiveaways(questions, 0.2)
const nameOf = ({ one, other }: { one: string; other: string }) => [one, other].sort().join(' ')

test('most of the pairs that people found to be enemies are among what the search shows', () => {
  const shown = new Set(found.map(nameOf))
  const missed = enemies.filter((pair) => !shown.has(nameOf(pair)))
  expect(missed.length).toBeLessThan(enemies.length / 2)
})

test('a question that states what another asks comes far ahead of one that shares nothing', () => {
  const stated = found.find((pair) => nameOf(pair) === 'gwy-009 gwy-028')
  expect(stated?.hint).toBeGreaterThan(0.3)
  expect(found.some((pair) => nameOf(pair) === 'gwy-009 sthj-028')).toBe(false)
})

test('questions of one case are no giveaways of each other', () => {
  const cases = new Map(questions.map(({ code, caseCode }) => [code, caseCode]))
  const siblings = found.filter(
    ({ one, other }) => cases.get(one) !== null && cases.get(one) === cases.get(other),
  )
  expect(siblings).toEqual([])
})
