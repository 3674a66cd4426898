import type { FileQuestion } from './file-question.ts'
import { catalog, namespaces } from './qti3-names.ts'
import { difficultyWords, listMark } from './words.ts'
import { elementAt, elementsBelow, elementsIn, escapeXml, textAt, type XmlElement } from './xml.ts'

/**
 * What an item's own schema has no place for, as IEEE LOM in the manifest: the code as identifier, the topic as
 * keyword, the difficulty, the law as a taxon path (law, version, article), audiences and trades as taxon paths of
 * their own, the author's note as annotation.
 */
type Metadata = Pick<
  FileQuestion,
  | 'code'
  | 'topic'
  | 'difficulty'
  | 'law'
  | 'lawVersion'
  | 'article'
  | 'audience'
  | 'trades'
  | 'difficultyReason'
  | 'note'
>

/** LOM's own five words for difficulty; the bank has three. */
const lomDifficulties: Readonly<Record<string, string>> = {
  'very easy': difficultyWords.easy,
  easy: difficultyWords.easy,
  medium: difficultyWords.medium,
  difficult: difficultyWords.hard,
  'very difficult': difficultyWords.hard,
}
const toLom: Readonly<Record<string, string>> = {
  [difficultyWords.easy]: 'easy',
  [difficultyWords.medium]: 'medium',
  [difficultyWords.hard]: 'difficult',
}

/** Elements in the order of their schemas, which follow one another in this order too. */
export function itemMetadata(said: FileQuestion): string {
  return [
    `<qtiMetadata xmlns="${namespaces.metadata}"><timeDependent>false</timeDependent><composite>false</composite>`,
    '<interactionType>choiceInteraction</interactionType><feedbackType>nonadaptive</feedbackType>',
    '<solutionAvailable>true</solutionAvailable></qtiMetadata>\n      ',
    lom([
      tag('general', identifier(said.code) + words('keyword', said.topic)),
      tag(
        'educational',
        vocabulary('difficulty', 'LOMv1.0', toLom[said.difficulty] ?? '') +
          words('description', said.difficultyReason),
      ),
      tag('annotation', words('description', said.note)),
      classification('LOMv1.0', 'discipline', [[said.law, said.lawVersion, said.article]]),
      classification(catalog, 'audience', lists(said.audience)),
      classification(catalog, 'trade', lists(said.trades)),
    ]),
  ].join('')
}

export const caseMetadata = (code: string) => lom([tag('general', identifier(code))])

const lom = (parts: readonly string[]) => `<lom xmlns="${namespaces.lom}">${parts.join('')}</lom>`

const lists = (text: string) => text.split(listMark).map((word) => [word])

const tag = (name: string, content: string) => (content === '' ? '' : `<${name}>${content}</${name}>`)

const identifier = (code: string) =>
  code === '' ? '' : tag('identifier', tag('catalog', catalog) + tag('entry', escapeXml(code)))

const words = (name: string, text: string) => tag(name, tag('string', escapeXml(text)))

const vocabulary = (name: string, source: string, value: string) =>
  value === '' ? '' : tag(name, tag('source', source) + tag('value', value))

function classification(source: string, purpose: string, paths: readonly string[][]): string {
  const written = paths
    .filter((path) => path.some((entry) => entry !== ''))
    .map((path) => tag('taxonPath', path.map((entry) => tag('taxon', words('entry', entry))).join('')))
  return written.length === 0
    ? ''
    : tag('classification', vocabulary('purpose', source, purpose) + written.join(''))
}

/** What the metadata of a resource says, ours or another program's; empty fields where it says nothing. */
export function readMetadata(resource: XmlElement): Metadata {
  const lom = elementsBelow(elementAt(resource, 'metadata'), 'lom')[0]
  const [path = []] = pathsOf(lom, 'discipline')
  const [law = '', lawVersion = '', article = ''] = path
  const difficulty = textAt(lom, 'educational', 'difficulty', 'value')
  return {
    code: codeIn(resource),
    topic: textAt(lom, 'general', 'keyword', 'string'),
    difficulty: lomDifficulties[difficulty.toLowerCase()] ?? difficulty,
    difficultyReason: textAt(lom, 'educational', 'description', 'string'),
    note: textAt(lom, 'annotation', 'description', 'string'),
    // Another program's disciplines are subjects and skills, not statutes.
    ...(path.length === 3 ? { law, lawVersion, article } : { law: '', lawVersion: '', article: '' }),
    audience: pathsOf(lom, 'audience').flat().join(listMark),
    trades: pathsOf(lom, 'trade').flat().join(listMark),
  }
}

/** The identifier by which the catalogue of another bank, or of ours, knows the resource. */
export function codeIn(resource: XmlElement): string {
  const lom = elementsBelow(elementAt(resource, 'metadata'), 'lom')[0]
  return textAt(lom, 'general', 'identifier', 'entry')
}

function pathsOf(lom: XmlElement | undefined, purpose: string): string[][] {
  return elementsIn(lom, 'classification')
    .filter((one) => textAt(one, 'purpose', 'value') === purpose)
    .flatMap((one) => elementsIn(one, 'taxonPath'))
    .map((path) => elementsIn(path, 'taxon').map((one) => textAt(one, 'entry', 'string')))
}
