import { fileLimits, tooManyQuestions } from './file-limits.ts'
import { UnreadableFile } from './file-question.ts'
import { codeIn, readMetadata } from './qti3-metadata.ts'
import { itemType, stimulusType } from './qti3-names.ts'
import { elementAt, parseInParts, type XmlElement } from './xml.ts'

export type PackageItem = { path: string; metadata: ReturnType<typeof readMetadata> }

/** The items of a package in the manifest's order, and the codes of its stimuli by their paths. */
export type Manifest = { items: PackageItem[]; stimuli: Map<string, string> }

/**
 * @param folder Where the manifest stands in the archive: its paths begin there.
 * @throws {UnreadableFile} As of `parseInParts`; `unsupported` when it lists no item of QTI 3.0.
 */
export function readManifest(text: string, folder: string): Manifest {
  const { root, parts } = parseInParts(text, 2)
  if (root.name !== 'manifest')
    throw new UnreadableFile(
      'unsupported',
      `清单的根元素是 <${root.name}>，不是 <manifest>。 · The manifest's root element is <${root.name}>, not <manifest>.`,
    )
  const base = folder + baseOf(root) + baseOf(elementAt(root, 'resources'))
  const items: PackageItem[] = []
  const stimuli = new Map<string, string>()
  const others = new Set<string>()
  for (const resource of parts) {
    const type = resource.attributes.get('type') ?? ''
    if (resource.name !== 'resource') continue
    const path = resolvePath(base + baseOf(resource), resource.attributes.get('href') ?? '')
    if (items.length > fileLimits.questions) throw new UnreadableFile('too-many-questions', tooManyQuestions)
    if (type === itemType) items.push({ path, metadata: readMetadata(resource) })
    else if (type === stimulusType) stimuli.set(path, codeIn(resource))
    else others.add(type)
  }
  if (items.length === 0)
    throw new UnreadableFile(
      'unsupported',
      `清单中没有 QTI 3.0 试题${listed(others, '，只有 ')}。 · The manifest lists no item of QTI 3.0${listed(others, ', only ')}.`,
    )
  return { items, stimuli }
}

const listed = (types: ReadonlySet<string>, before: string) =>
  types.size === 0 ? '' : before + [...types].slice(0, 5).join(', ').slice(0, 200)

const baseOf = (element: XmlElement | undefined) => element?.attributes.get('xml:base') ?? ''

/** A path inside the archive: `items/../stimuli/a.xml` and `items/%E7%AB%A0.xml` as they are stored. */
export function resolvePath(base: string, href: string): string {
  const bare = decodePath((href.split(/[?#]/)[0] ?? '').replaceAll('\\', '/'))
  const steps: string[] = []
  for (const step of `${base.slice(0, base.lastIndexOf('/') + 1)}${bare}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
