import { data } from '@remix-run/server-runtime'

import type { WrittenContent } from '#app/services/questions/judge-content.ts'
import { difficulties, kinds } from '#question-bank/question.ts'

/**
 * What the form of a question said, as its service takes it. Whether it is right is judged there.
 *
 * @throws {Response} 400: a kind or difficulty that the form does not offer.
 */
export function readContent(form: FormData): WrittenContent {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.normalize('NFC').trim() : ''
  }
  const [lawId = '', lawVersion = ''] = text('law').split('@')
  const kind = kinds.find((known) => known === text('kind'))
  const difficulty = difficulties.find((known) => known === text('difficulty'))
  if (!kind || !difficulty) throw data(null, { status: 400 })
  return {
    ...{ kind, difficulty },
    lawId,
    lawVersion,
    article: text('article').replace(/\s/g, ''),
    topic: text('topic'),
    audience: form.getAll('audience').filter((value) => typeof value === 'string'),
    stem: text('stem'),
    options: text('options')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    // Full-width letters of a Chinese keyboard are letters too.
    key: text('key')
      .normalize('NFKC')
      .replace(/[\s,、]/g, '')
      .toUpperCase(),
    explanation: text('explanation'),
  }
}
