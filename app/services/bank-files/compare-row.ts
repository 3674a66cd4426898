import type { CountingVersion } from '#db/queries/bank-files.ts'
import { cleanText } from '#question-bank/formats/clean-text.ts'
import type { ReadQuestion, SilentField } from '#question-bank/formats/read-question.ts'
import type { Question } from '#question-bank/question.ts'

type Content = Omit<Question, 'code'>

/** Parts of a question that a reader tells apart. */
export type ChangedPart = Exclude<keyof Content, 'lawId' | 'caseCode'>

/**
 * What a file makes of a question that the bank has. What the file does not say stays as it is; a question that is as
 * one of its versions that count says the same.
 *
 * @param versions The newest and the approved ones, the newest first; at least one.
 * @returns `changed` empty: nothing is to be written.
 */
export function compareRow(
  read: ReadQuestion,
  versions: readonly CountingVersion[],
): { content: Content; changed: ChangedPart[] } {
  const compared = versions.map((version) => {
    const content = merged(read, contentOf(version))
    return { content, changed: changedParts(contentOf(version), content) }
  })
  const same = compared.find(({ changed }) => changed.length === 0)
  return same ?? compared[0] ?? { content: read.content, changed: [] }
}

function contentOf(version: CountingVersion): Content {
  const { kind, lawId, lawVersion, article, topic, difficulty, audience, trades } = version
  const { stem, options, key, explanation, difficultyReason, note, changed, caseCode, material } = version
  return {
    ...{ kind, lawId, lawVersion, article, topic, difficulty, audience, trades },
    ...{ stem, options, key, explanation, difficultyReason, note, changed, caseCode, material },
  }
}

/** The parts that each field a file need not say stands for. */
const partsOf: Partial<Record<SilentField, readonly (keyof Content)[]>> = {
  topic: ['topic'],
  difficulty: ['difficulty'],
  audience: ['audience'],
  trades: ['trades'],
  difficultyReason: ['difficultyReason'],
  note: ['note'],
  changed: ['changed'],
  case: ['caseCode', 'material'],
}

function merged({ content, silent }: ReadQuestion, known: Content): Content {
  const parts = silent.flatMap((field) => partsOf[field] ?? [])
  const kept = Object.fromEntries(parts.map((part) => [part, known[part]])) as Partial<Content> // Safe: each part keeps its own value.
  const sameOptions = textsOf(content.options) === textsOf(known.options)
  return {
    ...content,
    ...kept,
    lawVersion:
      silent.includes('lawVersion') && content.lawId === known.lawId ? known.lawVersion : content.lawVersion,
    options: silent.includes('pinned') && sameOptions ? known.options : content.options,
  }
}

const textsOf = (options: Content['options']) => JSON.stringify(options.map(({ text }) => cleanText(text)))

function changedParts(known: Content, content: Content): ChangedPart[] {
  const parts: ChangedPart[] = (Object.keys(facets) as ChangedPart[]).filter(
    (part) => facets[part](known) !== facets[part](content),
  ) // Safe: the keys of the record are its type's.
  return parts
}

/** Each part as one text: two that differ in nothing a reader sees are the same. */
const facets: Record<ChangedPart, (content: Content) => string> = {
  kind: ({ kind }) => kind,
  stem: ({ stem }) => cleanText(stem),
  options: ({ options }) =>
    JSON.stringify(options.map((one) => [one.id, cleanText(one.text), one.pinned ?? false])),
  key: ({ key }) => [...key].sort().join(''),
  explanation: ({ explanation }) => cleanText(explanation),
  lawVersion: ({ lawId, lawVersion }) => `${lawId}@${lawVersion}`,
  article: ({ article }) => article,
  topic: ({ topic }) => cleanText(topic),
  difficulty: ({ difficulty }) => difficulty,
  audience: ({ audience }) => [...audience].sort().join(),
  trades: ({ trades }) => [...trades].sort().join(),
  difficultyReason: ({ difficultyReason }) => cleanText(difficultyReason),
  note: ({ note }) => cleanText(note),
  changed: ({ changed }) => cleanText(changed ?? ''),
  material: ({ caseCode, material }) => `${caseCode ?? ''}\n${cleanText(material ?? '')}`,
}
