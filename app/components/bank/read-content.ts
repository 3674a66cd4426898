import { data } from '@remix-run/server-runtime'

import type { WrittenContent } from '#question-bank/judge-content.ts'
import { difficulties, kinds, letter } from '#question-bank/question.ts'

/** A text of a form in one form; empty when there is none. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.normalize('NFC').replace(/\r\n?/g, '\n').trim() : ''
}

const textsIn = (form: FormData, name: string) =>
  form.getAll(name).filter((value) => typeof value === 'string')

/** What several questions of one form may share: the cited law, whom they are for. */
export function readShared(form: FormData) {
  const [lawId = '', lawVersion = ''] = textIn(form, 'law').split('@')
  return { lawId, lawVersion, audience: textsIn(form, 'audience'), trades: textsIn(form, 'trades') }
}

/**
 * What the form of a question said, as its service takes it. Whether it is right is judged there.
 *
 * @param prefix Before the names of the fields, where one form holds several questions.
 * @throws {Response} 400: a kind or difficulty that the form does not offer.
 */
export function readContent(form: FormData, prefix = ''): WrittenContent {
  const text = (name: string) => textIn(form, prefix + name)
  const kind = kinds.find((known) => known === text('kind'))
  const difficulty = difficulties.find((known) => known === text('difficulty'))
  if (!kind || !difficulty) throw data(null, { status: 400 })
  const isTruth = kind === 'true-false'
  return {
    ...{ kind, difficulty },
    ...readShared(form),
    article: text('article').replace(/\s/g, ''),
    topic: text('topic'),
    difficultyReason: text('difficultyReason'),
    stem: text('stem'),
    // What was typed before the kind was changed to true/false does not count.
    options: isTruth ? [] : filled(textsIn(form, `${prefix}option`)),
    pinned: isTruth ? '' : lettersOf(textsIn(form, `${prefix}pinned`)),
    // Full-width letters of a Chinese keyboard are letters too.
    key: text('key')
      .normalize('NFKC')
      .replace(/[\s,、;；]/g, '')
      .toUpperCase(),
    explanation: text('explanation'),
    note: text('note'),
    changed: text('changed'),
  }
}

/** Options without the empty fields after the last one; an empty one between others is a fault of its own. */
function filled(options: readonly string[]): string[] {
  const said = options.map((option) => option.normalize('NFC').trim())
  return said.slice(0, said.findLastIndex((option) => option !== '') + 1)
}

const lettersOf = (pinned: readonly string[]) =>
  pinned.filter((one) => Array.from({ length: 8 }, (_, index) => letter(index)).includes(one)).join('')

/** Where the questions of a case stand in its form. */
export const casePrefixes = ['q1-', 'q2-', 'q3-', 'q4-'] as const

/** Whether somebody has written anything into the fields of a question of a case. */
export const isWritten = (form: FormData, prefix: string): boolean =>
  ['stem', 'article', 'topic', 'key', 'explanation'].some((name) => textIn(form, prefix + name) !== '') ||
  textsIn(form, `${prefix}option`).some((option) => option.trim() !== '')
