import { ok, refuse, type Result } from '#app/domain/result.ts'
import { findLawNamed, listVersionsOfLaw } from '#db/queries/laws.ts'
import { daysOf, type LawDays } from '#question-bank/laws/law-history.ts'
import type { LawProblem } from '#question-bank/laws/law-numbering.ts'
import { type LawArticle, type LawText, parseLaw } from '#question-bank/laws/law-text.ts'
import { isDocx, type LawFileRefusal, mostLawBytes, readLawFile } from '#question-bank/laws/read-law-file.ts'

import { type BankStaff, isAuthor } from '../questions/bank-staff.ts'
import { runApart } from './run-apart.ts'

export type LawSource = { file: Uint8Array } | { text: string }
export type PreviewRefusal = LawFileRefusal | TextRefusal | 'not-allowed'
/** `duplicate`: two articles have one number; it cannot be told which one questions cite. */
export type TextRefusal = 'no-articles' | 'duplicate' | 'too-many-articles' | 'too-long-article'

/** More than the longest law has (1,260 articles, none longer than 6,000 signs). */
const mostArticles = 3000
const longestArticle = 20_000
const shownProblems = 40

/** What was understood of a text, before anything is written. */
export type LawPreview = {
  /** The text itself, to be sent again with the import. */
  text: string
  title: string
  history: string[]
  days: LawDays
  articleCount: number
  chapters: string[]
  /** The first and the last articles, to be compared with the document by eye. */
  shown: LawArticle[]
  problems: LawProblem[]
  moreProblems: number
  /** The law of the registry that has this name. */
  known: { id: string; short: string; versions: KnownVersion[] } | null
}

type KnownVersion = { version: string; effectiveFrom: string; effectiveTo: string | null; hasText: boolean }

/** Reads a file or a pasted text and says what was understood. Writes nothing. */
export async function previewLaw(
  author: BankStaff,
  source: LawSource,
): Promise<Result<LawPreview, PreviewRefusal>> {
  if (!isAuthor(author)) return refuse('not-allowed')
  const read = await readSource(source)
  if (!read.ok) return refuse(read.refusal)
  const law = parseLaw(read.text)
  const refusal = textRefusal(law)
  if (refusal) return refuse(refusal)
  return ok({ text: read.text, ...summaryOf(law), known: await knownLaw(author, law.title) })
}

/** What makes a text one that cannot be imported, whatever its author says. */
export function textRefusal({ articles, problems }: LawText): TextRefusal | null {
  if (articles.length === 0) return 'no-articles'
  if (articles.length > mostArticles) return 'too-many-articles'
  if (articles.some(({ text }) => text.length > longestArticle)) return 'too-long-article'
  return problems.some(({ code }) => code === 'duplicate') ? 'duplicate' : null
}

async function readSource(
  source: LawSource,
): Promise<{ ok: true; text: string } | { ok: false; refusal: LawFileRefusal }> {
  if ('text' in source) {
    if (source.text.trim() === '') return refuse('empty-file')
    return Buffer.byteLength(source.text) > mostLawBytes
      ? refuse('too-large')
      : { ok: true, text: source.text }
  }
  if (!isDocx(source.file)) return readLawFile(source.file)
  return (await runApart({ name: 'read', file: source.file })) ?? refuse('broken-docx')
}

function summaryOf({ title, history, articles, problems }: LawText): Omit<LawPreview, 'text' | 'known'> {
  const shown = articles.length <= 4 ? articles : [...articles.slice(0, 2), ...articles.slice(-2)]
  return {
    title,
    history,
    days: daysOf(
      history,
      articles.slice(-3).map(({ text }) => text),
    ),
    articleCount: articles.length,
    chapters: [...new Set(articles.map(({ chapter }) => chapter))].filter((chapter) => chapter !== ''),
    shown,
    problems: problems.slice(0, shownProblems),
    moreProblems: Math.max(0, problems.length - shownProblems),
  }
}

async function knownLaw({ db }: BankStaff, title: string): Promise<LawPreview['known']> {
  const law = title === '' ? null : await findLawNamed(db, title)
  if (!law) return null
  const versions = await listVersionsOfLaw(db, law.id)
  return {
    id: law.id,
    short: law.short,
    versions: versions.map(({ version, effectiveFrom, effectiveTo, imported }) => ({
      version,
      effectiveFrom,
      effectiveTo,
      hasText: imported > 0,
    })),
  }
}
