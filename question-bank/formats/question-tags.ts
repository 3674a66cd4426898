import type { FileQuestion } from './file-question.ts'
import { listMark } from './words.ts'

/**
 * Tags (Moodle's own keyword list, in XML and in GIFT) that say what Moodle has no field for: `难度:易`,
 * `法律:中华人民共和国行政处罚法`, `行业:market`. Moodle shows and filters by them, keeps them and writes them again.
 */
const single = [
  ['法律', 'law'],
  ['版本', 'lawVersion'],
  ['条文', 'article'],
  ['主题', 'topic'],
  ['难度', 'difficulty'],
  ['案例', 'caseCode'],
  ['固定选项', 'pinned'],
] as const
/** One tag for each word of the list. */
const several = [
  ['受众', 'audience'],
  ['行业', 'trades'],
] as const

type Tagged = Pick<
  FileQuestion,
  'law' | 'lawVersion' | 'article' | 'topic' | 'difficulty' | 'caseCode' | 'pinned' | 'audience' | 'trades'
>

export function tagsOf(said: FileQuestion): string[] {
  return [
    ...single.map(([label, field]) => [label, said[field]]),
    ...several.flatMap(([label, field]) => said[field].split(listMark).map((word) => [label, word])),
  ].flatMap(([label, text]) => (text === '' ? [] : [`${label}:${text}`]))
}

/** What tags say; customary words beside ours are understood, and tags that say something else are left. */
export function readTags(tags: readonly string[]): Tagged {
  const said = new Map<string, string[]>()
  for (const tag of tags) {
    const [start = '', label = ''] = /^\s{0,9}([^:：]{1,20})[:：]/.exec(tag) ?? []
    const field = fields[label.trim().toLowerCase()]
    if (field) said.set(field, [...(said.get(field) ?? []), tag.slice(start.length).trim()])
  }
  const one = (field: string) => said.get(field)?.[0] ?? ''
  const all = (field: string) => (said.get(field) ?? []).join(listMark)
  return {
    law: one('law'),
    lawVersion: one('lawVersion'),
    article: one('article'),
    topic: one('topic'),
    difficulty: one('difficulty'),
    caseCode: one('caseCode'),
    pinned: one('pinned'),
    audience: all('audience'),
    trades: all('trades'),
  }
}

const fields: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries([...single, ...several]),
  法律法规: 'law',
  law: 'law',
  法条: 'article',
  article: 'article',
  知识点: 'topic',
  topic: 'topic',
  difficulty: 'difficulty',
  对象: 'audience',
  audience: 'audience',
  trade: 'trades',
}
