import { articleLabel, parseArticle } from '../article.ts'
import { cleanText } from './clean-text.ts'

/** What a cell says about the law behind a question: each part as found, empty where it says nothing. */
export type Citation = {
  law: string
  /** What stands in brackets behind the name: `2021年修订`. */
  hint: string
  /** 第四十四条, in the bank's own form. */
  article: string
}

const number = '[0-9零〇○一二两三四五六七八九十百千]+'
/** 第 may be missing right behind the law's name: 行政处罚法44条. */
const articles = new RegExp(
  `(?:第\\s*|(?<=[》法典例定则]\\s{0,3}))(${number})\\s*条(?:\\s*之\\s*(${number}))?`,
  'g',
)

/**
 * Reads a citation: `《中华人民共和国行政处罚法》第四十四条`, `行政处罚法第44条第一款`,
 * `《网络安全法》（2025年修正）`. Paragraphs and items (款、项) are left out: questions cite articles.
 *
 * @returns `several` when it names more than one law or article.
 */
export function readCitation(text: string): Citation | 'several' {
  const plain = cleanText(text).normalize('NFKC')
  const names = unique([...plain.matchAll(/《([^《》]+)》/g)].map((found) => found[1] ?? ''))
  const labels = unique([...plain.matchAll(articles)].map((found) => labelOf(found[1] ?? '', found[2]) ?? ''))
  if (names.length > 1 || labels.length > 1) return 'several'
  const place = plain.search(articles)
  const before = place === -1 ? plain : plain.slice(0, place)
  const hint = /\(([^()]{2,40})\)/.exec(before)?.[1] ?? ''
  const bare = before.replace(/\([^()]*\)/g, '').replace(/^(依据|法律依据|出处|见)[::]?/, '')
  return { law: (names[0] ?? bare).replace(/[\s·,:。、]/g, ''), hint, article: labels[0] ?? '' }
}

/**
 * The one citation that a text of several sentences makes, for a file without a column for it.
 *
 * @returns null when it makes none, or different ones.
 */
export function findCitation(text: string): Citation | null {
  const plain = cleanText(text).normalize('NFKC').replace(/\s+/g, '')
  const pattern = new RegExp(`《([^《》]+)》(?:\\(([^()]{2,40})\\))?${articles.source}`, 'g')
  const found = [...plain.matchAll(pattern)].map(([, law = '', hint = '', main = '', sub]) => ({
    law,
    hint,
    article: labelOf(main, sub) ?? '',
  }))
  const [first] = found
  const isOne = found.every(({ law, article }) => law === first?.law && article === first.article)
  return first && isOne ? first : null
}

/**
 * An article as the bank writes it: 第四十四条 for `第44条`, `44`, `第四十四条第一款`, `Article 44`; with 之一 where
 * it has it. Null when no article, or more than one, is named.
 */
export function readArticle(text: string): string | null {
  const plain = cleanText(text).normalize('NFKC').replace(/\s+/g, '')
  const labels = unique([...plain.matchAll(articles)].map((found) => labelOf(found[1] ?? '', found[2]) ?? ''))
  if (labels.length > 0) return labels.length === 1 ? labels[0] || null : null
  const bare = new RegExp(`^(?:第|article|art\\.?)?(${number})条?$`, 'i').exec(plain)
  return bare ? labelOf(bare[1] ?? '', undefined) : null
}

function labelOf(main: string, sub: string | undefined): string | null {
  const one = valueOf(main)
  const other = sub === undefined ? 0 : valueOf(sub)
  if (one === null || other === null) return null
  return other === 0 ? articleLabel(one) : `${articleLabel(one)}之${articleLabel(other).slice(1, -1)}`
}

/** 44 for `44` and `四十四`; null for what is no number from 1 to 9999. */
function valueOf(text: string): number | null {
  if (/^[0-9]+$/.test(text)) return Number(text) >= 1 && Number(text) <= 9999 ? Number(text) : null
  const chinese = text.replace(/[〇○]/g, '零').replaceAll('两', '二')
  return parseArticle(`第${chinese}条`)?.number ?? null
}

const unique = (words: string[]) => [...new Set(words)]
