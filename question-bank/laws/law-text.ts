import { type LawProblem, numberingProblems } from './law-numbering.ts'
import { historyOf } from './law-history.ts'
import { type LawLine, plainLines, readLine } from './law-lines.ts'

export type LawArticle = {
  /** As laws write it: `第四十八条`, `第二百八十七条之一`. */
  label: string
  number: number
  /** 1 for 之一; 0 for none. */
  sub: number
  /** The part, chapter and section it stands in, joined by ` · `; empty where the law has none. */
  chapter: string
  /** Paragraphs, one per line, without the label. */
  text: string
}

/** A version of a law, as its text says it. */
export type LawText = {
  /** Empty when the text does not begin with one. */
  title: string
  /** Adoption and amendments, one per entry, in the order of the text. */
  history: string[]
  articles: LawArticle[]
  problems: LawProblem[]
}

/**
 * Reads a law from the usual public forms: Markdown (`#` title, history lines, `<!-- INFO END -->`, `##` chapters) and
 * plain text as it is copied from a page or a document (history in brackets, a table of contents, full-width spaces).
 * Nothing is left out silently: what stands outside of articles is a problem that names its first signs.
 *
 * @param text Of any length; the time grows with it linearly.
 */
export function parseLaw(text: string): LawText {
  const lines = readLines(text)
  const first = lines.findIndex(({ is }) => is === 'article')
  const front = readFront(lines.slice(0, first === -1 ? lines.length : first))
  const body = first === -1 ? { articles: [], outside: [] } : readBody(lines.slice(first), front.path)
  return {
    title: front.title,
    history: front.history,
    articles: body.articles.map(({ written: _, ...article }) => article),
    problems: [
      ...(front.title === '' ? [{ code: 'no-title' as const, label: null }] : []),
      ...numberingProblems(body.articles),
      ...outsideProblems([...front.outside, ...body.outside], front.title),
      ...(text.includes('\ufffd') ? [{ code: 'broken-signs' as const, label: null }] : []),
    ],
  }
}

/** A label without a space after it counts when it is the next one: each line is read knowing what came before. */
function readLines(text: string): LawLine[] {
  let last = { number: 0, sub: 0 }
  return plainLines(text).flatMap((written) => {
    const line = readLine(
      written,
      (number, sub) =>
        (number === last.number + 1 && sub === 0) || (number === last.number && sub === last.sub + 1),
    )
    if (line.is === 'article') last = line
    return 'text' in line && line.text === '' && line.is !== 'article' ? [] : [line]
  })
}

type Path = { level: number; text: string }[]

/** What stands before the first article: title, history, a table of contents, and the first headings. */
function readFront(lines: readonly LawLine[]) {
  const path = openingPath(lines)
  const texts = lines.flatMap((line) => (line.is === 'text' || line.is === 'annex' ? [line.text] : []))
  const marked = lines.find(({ is }) => is === 'title')
  const title = marked && 'text' in marked ? marked.text : plainTitle(texts)
  const info = lines.findIndex(({ is }) => is === 'end-of-info')
  const about = info === -1 ? texts : texts.slice(0, lines.slice(0, info).filter(isText).length)
  const { history, rest } = historyOf(marked ? about : withoutTitle(about, title))
  const outside = [...rest, ...texts.slice(about.length)]
  return { title, history, path, outside }
}

const isText = ({ is }: LawLine) => is === 'text' || is === 'annex'

/** The headings right above the first article, from the outermost in: a table of contents before them is no part. */
function openingPath(lines: readonly LawLine[]): Path {
  const path: Path = []
  for (const line of [...lines].reverse()) {
    if (line.is !== 'heading') {
      if (path.length > 0 || line.is === 'contents') break
      continue
    }
    const [outermost] = path
    if (outermost && line.level >= outermost.level) break
    path.unshift(line)
  }
  return path
}

const looksLikeTitle = (line: string) =>
  line.length <= 60 && !/[。；，]/.test(line) && !/\d{4} ?年/.test(line) && !/^[（(]/.test(line)

/** The first line or two, where they look like one: `中华人民共和国` may stand above the rest of the name. */
function plainTitle([first = '', second = '']: readonly string[]): string {
  if (!looksLikeTitle(first)) return ''
  return first === '中华人民共和国' && looksLikeTitle(second) ? first + second : first
}

function withoutTitle(texts: readonly string[], title: string): string[] {
  if (title === '') return [...texts]
  return texts.slice(texts[0] === title ? 1 : 2)
}

type WrittenArticle = LawArticle & { written: string }

/** Articles with their paragraphs; after an annex, text belongs to no article until the next one. */
function readBody(lines: readonly LawLine[], opening: Path) {
  const articles: WrittenArticle[] = []
  const outside: string[] = []
  let path = opening
  let isOpen = true
  for (const line of lines) {
    if (line.is === 'heading') path = [...path.filter(({ level }) => level < line.level), line]
    else if (line.is === 'article') {
      const { is: _, ...article } = line
      articles.push({ ...article, chapter: path.map(({ text }) => text).join(' · ') })
      isOpen = true
    } else if (line.is === 'annex') {
      isOpen = false
      outside.push(line.text)
    } else if (line.is === 'text')
      addText(line.text, isOpen ? articles[articles.length - 1] : undefined, outside)
  }
  return { articles, outside }
}

function addText(text: string, article: WrittenArticle | undefined, outside: string[]): void {
  if (!article) outside.push(text)
  else article.text += article.text === '' ? text : `\n${text}`
}

/** @param title It may stand again, as the head of a page: that tells nothing. */
function outsideProblems(outside: readonly string[], title: string): LawProblem[] {
  return outside.flatMap((text) =>
    text === title ? [] : [{ code: 'outside', label: null, note: text.slice(0, 40) }],
  )
}
