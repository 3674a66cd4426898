import { articleLabel, parseArticle } from './article.ts'
import { type LawRecord, letter, type WrittenLaw, type WrittenQuestion } from './question.ts'

export type Problem = { where: string; what: string }

/** The texts of a law's articles by label, where they are at hand. */
export type ArticleTexts = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Every rule that a machine can check of the bank. An empty list means: nothing found. */
export function checkBank(
  laws: readonly LawRecord[],
  files: readonly { name: string; content: WrittenLaw }[],
  texts?: ArticleTexts,
): Problem[] {
  const repeats = newRepeats()
  return files.flatMap(({ name, content }) => {
    const law = laws.find((one) => one.id === content.law)
    const version = law?.versions.find((one) => one.version === content.version)
    if (!law || !version)
      return [
        { where: name, what: `law ${content.law} in version ${content.version} is not in the registry` },
      ]
    const articles = texts?.get(law.short)
    const cases = caseProblems(content).map((what) => ({ where: name, what }))
    const questions = content.questions.flatMap((question) =>
      [
        ...repeats(question),
        ...questionProblems(question),
        ...citationProblems(question, version.articleCount, articles),
      ].map((what) => ({ where: `${name} ${question.id}`, what })),
    )
    return [...cases, ...questions]
  })
}

/** A case has two to four questions, which follow one another, and every case that is named exists. */
function caseProblems({ cases = [], questions }: WrittenLaw): string[] {
  const named = questions.flatMap((question) => question.case ?? [])
  const unknown = [...new Set(named)].filter((id) => !cases.some((one) => one.id === id))
  return [
    ...unknown.map((id) => `case ${id} has no material`),
    ...cases.flatMap(({ id }) => {
      const places = questions.flatMap((question, index) => (question.case === id ? [index] : []))
      if (places.length < 2 || places.length > 4)
        return [`case ${id} has ${places.length} questions, not two to four`]
      const together = (places[places.length - 1] ?? 0) - (places[0] ?? 0) === places.length - 1
      return together ? [] : [`the questions of case ${id} do not follow one another`]
    }),
  ]
}

/** Finds an id or a stem that the bank already has. */
function newRepeats(): (question: WrittenQuestion) => string[] {
  const ids = new Set<string>()
  const stems = new Map<string, string>()
  return ({ id, stem }) => {
    const problems: string[] = []
    if (ids.has(id)) problems.push('this id is used twice')
    const twin = stems.get(plain(stem))
    if (twin !== undefined) problems.push(`the same stem as ${twin}`)
    ids.add(id)
    stems.set(plain(stem), id)
    return problems
  }
}

function questionProblems(question: WrittenQuestion): string[] {
  return question.kind === 'true-false' ? truthProblems(question) : choiceProblems(question)
}

function truthProblems({ key, options }: WrittenQuestion): string[] {
  return [
    ...(key === 'T' || key === 'F' ? [] : ['the key of a true/false question is T or F']),
    ...(options ? ['a true/false question has no options of its own'] : []),
  ]
}

function choiceProblems({ kind, key, options = [] }: WrittenQuestion): string[] {
  const letters = [...key]
  const problems: string[] = []
  if (options.length < 3) problems.push('a choice needs at least three options')
  if (new Set(options.map(plain)).size < options.length) problems.push('two options are the same')
  if (letters.some((one) => one >= letter(options.length)))
    problems.push(`the key ${key} names an option that is not there`)
  if (new Set(letters).size < letters.length) problems.push(`the key ${key} names an option twice`)
  if (kind === 'single' && letters.length !== 1) problems.push('a single choice has exactly one right option')
  if (kind === 'multiple' && letters.length < 2)
    problems.push('a multiple choice has at least two right options')
  return problems
}

function citationProblems(
  question: WrittenQuestion,
  articleCount: number,
  articles: ReadonlyMap<string, string> | undefined,
): string[] {
  const article = parseArticle(question.article)
  if (!article) return [`${question.article} is no article label`]
  if (articles)
    return articles.has(question.article) ? [] : [`${question.article} is not in the text of the law`]
  if (article.number > articleCount)
    return [`${question.article} is beyond ${articleLabel(articleCount)}, the last article`]
  return []
}

/** A stem without spaces and punctuation, to find the same question written twice. */
const plain = (text: string) => text.replace(/[\s\p{P}]/gu, '')
