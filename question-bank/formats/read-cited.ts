import { cleanText } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'
import { findLaw, findVersion, type LawRegistry } from './law-registry.ts'
import { type Citation, findCitation, readArticle, readCitation } from './read-citation.ts'
import { reject, type Rejection } from './row-fault.ts'

export type Cited = {
  law: { id: string; short: string; version: string; articleCount: number }
  article: string
  /** False: the version is the one in force, since the file names none. */
  isVersionSaid: boolean
}
type CitedResult = { ok: true; value: Cited } | Rejection

/**
 * The law, version and article behind a question: from their columns, from one cell with the whole citation, or,
 * where the file has no such cell, from the only citation that the explanation makes.
 */
export function readCited(said: FileQuestion, registry: LawRegistry): CitedResult {
  const citation = cleanText(said.law) === '' ? findCitation(said.explanation) : readCitation(said.law)
  if (citation === 'several') return reject('several-citations', said.law)
  if (!citation?.law) return reject('no-law', said.law)
  const law = findLaw(registry, citation.law)
  if (!law) return reject('unknown-law', citation.law)
  const wanted = cleanText(said.lawVersion) || yearIn(citation.hint)
  const version = findVersion(law, wanted, registry.today)
  if (typeof version === 'string') return reject(version, wanted || law.short)
  const article = articleOf(said, citation)
  if (!article.ok) return article
  const { id, short } = law
  const { articleCount } = version
  return {
    ok: true,
    value: {
      law: { id, short, version: version.version, articleCount },
      article: article.label,
      isVersionSaid: wanted !== '',
    },
  }
}

/** `（2021年修订）` names a version, `（以下简称本法）` none. */
const yearIn = (hint: string) => (/\d{4}/.test(hint) ? hint : '')

/** The article's own column, or the citation; where both say one, they say the same. */
function articleOf(said: FileQuestion, { article }: Citation): { ok: true; label: string } | Rejection {
  const own = cleanText(said.article) === '' ? article : readArticle(said.article)
  if (!own) return reject('no-article', said.article || said.law)
  return article !== '' && article !== own
    ? reject('several-citations', `${said.law} ${said.article}`)
    : { ok: true, label: own }
}
