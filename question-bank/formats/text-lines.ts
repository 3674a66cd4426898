import type { FileQuestion } from './file-question.ts'
import { kindNamedIn } from './read-kind.ts'

/** What a line of a question paper is. */
export type TextLine =
  | { is: 'empty' }
  /** `一、单选题（每题 2 分）`. */
  | { is: 'section'; kind: string }
  /** `案例一：……`, whose text goes on until a question begins. */
  | { is: 'case'; text: string }
  /** `12．……`; `lead`: brackets in front of the number, as judgements have them. */
  | { is: 'number'; number: number; text: string; lead: string }
  | { is: 'fields'; fields: { field: TextField; text: string }[] }
  | { is: 'text'; text: string }

type TextField = Exclude<keyof FileQuestion, 'row' | 'sheet' | 'options' | 'stem' | 'material'>

const labels: Record<string, TextField> = {
  答案: 'key',
  正确答案: 'key',
  参考答案: 'key',
  标准答案: 'key',
  答: 'key',
  解析: 'explanation',
  答案解析: 'explanation',
  试题解析: 'explanation',
  解答: 'explanation',
  难度: 'difficulty',
  难易度: 'difficulty',
  难易程度: 'difficulty',
  难度理由: 'difficultyReason',
  分值: 'points',
  依据: 'law',
  法律依据: 'law',
  法条依据: 'law',
  法规依据: 'law',
  出处: 'law',
  条文: 'article',
  版本: 'lawVersion',
  知识点: 'topic',
  考点: 'topic',
  题型: 'kind',
  编号: 'code',
  适用对象: 'audience',
  行业: 'trades',
  备注: 'note',
  新旧变化: 'changed',
  固定选项: 'pinned',
  案例编号: 'caseCode',
}
const names = Object.keys(labels)
  .sort((one, other) => other.length - one.length)
  .join('|')
/** A label stands in 【】 anywhere, or before a colon at the start or after a mark that ends a sentence. */
const label = new RegExp(
  `[【[［]\\s*(${names})\\s*[】\\]］]\\s*[:：]?|(?<=^|[\\s;；。])(${names})\\s*[:：]`,
  'g',
)

export function readLine(line: string): TextLine {
  const text = line.trim()
  if (text === '') return { is: 'empty' }
  const fields = fieldsOf(text)
  if (fields) return { is: 'fields', fields }
  const section = sectionOf(text)
  if (section !== null) return { is: 'section', kind: section }
  const material =
    /^[【[]?\s*(?:案例|材料|案情)\s*[一二三四五六七八九十\d]{0,3}\s*(?:[】\]]\s*[:：]?|[:：])\s*(.*)$/.exec(
      text,
    )
  if (material) return { is: 'case', text: material[1] ?? '' }
  return numbered(text) ?? { is: 'text', text }
}

function fieldsOf(text: string): { field: TextField; text: string }[] | null {
  const found = [...text.matchAll(label)]
  if (found[0]?.index !== 0) return null
  return found.flatMap((match, index) => {
    const field = labels[match[1] ?? match[2] ?? '']
    const from = match.index + match[0].length
    const said = text
      .slice(from, found[index + 1]?.index)
      .trim()
      .replace(found[index + 1] ? /[;；]$/ : /$^/, '')
    return field ? [{ field, text: said }] : []
  })
}

/** The kind that a heading names; null for a line that is none. */
function sectionOf(text: string): string | null {
  if (text.length > 80) return null
  const heading =
    /^(?:第?[一二三四五六七八九十]+(?:部分)?\s*[、.．:：]|[(（][一二三四五六七八九十]+[)）])\s*(.+)$/.exec(
      text,
    )
  const title = heading?.[1] ?? (/^[\p{Script=Han}]{1,8}题\s*[:：]?$/u.test(text) ? text : '')
  return kindNamedIn(title) || null
}

function numbered(text: string): TextLine | null {
  const found =
    /^([(（]\s*[^()（）\d]{0,6}\s*[)）])?\s*(?:(\p{Nd}{1,5})\s*(?:[、．)）]|\.(?!\p{Nd})|\.(?=(?:19|20)\d\d年))|[(（]\s*(\p{Nd}{1,5})\s*[)）]|第\s*(\p{Nd}{1,5})\s*题\s*[.．、:：]?)\s*(.*)$/su.exec(
      text,
    )
  if (!found) return null
  const [, lead = '', plain, bracketed, worded, rest = ''] = found
  const number = Number((plain ?? bracketed ?? worded ?? '').normalize('NFKC'))
  return { is: 'number', number, text: rest, lead }
}
