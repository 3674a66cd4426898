import { decodeText } from './decode-text.ts'
import { type ExportedQuestion, fileQuestionOf } from './exported-question.ts'
import { type FileContent, type FileQuestion, type RejectedRow, UnreadableFile } from './file-question.ts'
import { contentOfItems, rejectItem } from './item-fault.ts'
import { itemXml, manifestXml, type PackedItem, type PackedStimulus, stimulusXml } from './qti3-documents.ts'
import { manifestName } from './qti3-names.ts'
import { type PackageItem, readManifest } from './read-qti3-manifest.ts'
import { readQti3Item, readQti3Stimulus, type Stimulus } from './read-qti3-item.ts'
import { parseXml } from './xml.ts'
import { openZip, type OpenZip, writeZip } from './zip.ts'

/**
 * Reads a QTI 3.0 package: a .zip with `imsmanifest.xml`, which lists the items. Rows are the numbers of the items in
 * the manifest, from 1.
 *
 * @throws {UnreadableFile} As of `openZip` and, for the manifest, `parseInParts`; `unsupported` for another version.
 * @see docs/formats.md
 */
export function readQti3(file: Uint8Array): FileContent {
  const zip = openZip(file)
  const { items, stimuli } = readManifest(...manifestIn(zip))
  return contentOfItems(itemsIn(zip, items, newStimulusReader(zip, stimuli)))
}

type StimulusReader = (path: string) => Stimulus | null

function* itemsIn(
  zip: OpenZip,
  items: readonly PackageItem[],
  readStimulus: StimulusReader,
): Generator<FileQuestion | RejectedRow> {
  const read = new Set<string>()
  for (const [index, item] of items.entries()) {
    const row = index + 1
    // A small package could have one large item read thirty thousand times.
    if (read.has(item.path))
      yield rejectItem(
        row,
        'item-unreadable',
        `清单中重复列出 ${item.path} · the manifest lists ${item.path} twice`,
      )
    else yield readItem(zip, { ...item, row }, readStimulus)
    read.add(item.path)
  }
}

/** The manifest stands at the top; a package that was zipped with its folder has it one level down. */
function manifestIn(zip: OpenZip): [text: string, folder: string] {
  const path = zip.names.includes(manifestName)
    ? manifestName
    : zip.names.find((name) => /^[^/]+\/imsmanifest\.xml$/.test(name))
  const content = path === undefined ? null : zip.read(path)
  if (path === undefined || content === null)
    throw new UnreadableFile(
      'unsupported',
      `压缩包中没有 ${manifestName}，不是 QTI 包。 · The archive has no ${manifestName}: it is no QTI package.`,
    )
  return [decodeText(content), path.slice(0, -manifestName.length)]
}

function readItem(
  zip: OpenZip,
  item: PackageItem & { row: number },
  readStimulus: StimulusReader,
): FileQuestion | RejectedRow {
  const content = zip.read(item.path)
  if (content === null) return rejectItem(item.row, 'file-missing', item.path)
  try {
    return readQti3Item(parseXml(decodeText(content)), item, readStimulus)
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.fault === 'unsafe') throw error
    return rejectItem(item.row, 'item-unreadable', error.message)
  }
}

/** Several items share a stimulus: it is read once, and found faulty once. Null: it is not in the package. */
function newStimulusReader(zip: OpenZip, codes: ReadonlyMap<string, string>): StimulusReader {
  const known = new Map<string, Stimulus | null | UnreadableFile>()
  return (path) => {
    const found = known.get(path) ?? readStimulusAt(zip, path, codes.get(path) ?? '')
    known.set(path, found)
    if (found instanceof UnreadableFile) throw found
    return found
  }
}

function readStimulusAt(zip: OpenZip, path: string, code: string): Stimulus | null | UnreadableFile {
  try {
    const content = zip.read(path)
    return content && readQti3Stimulus(parseXml(decodeText(content)), code)
  } catch (error) {
    if (error instanceof UnreadableFile) return error
    throw error
  }
}

/** Writes a QTI 3.0 item bank: one file for each item and each case's material, and the manifest. */
export function writeQti3(questions: readonly ExportedQuestion[]): Uint8Array {
  const files = new Map<string, string>([[manifestName, '']])
  const stimuli = new Map<string, PackedStimulus>()
  const items = questions.map((question, index): PackedItem => {
    const said = fileQuestionOf(question)
    const stimulus = said.material === '' ? null : stimulusOf(said, stimuli)
    const number = String(index + 1).padStart(5, '0')
    return { question, said, stimulus, resource: `item-${number}`, path: `items/item-${number}.xml` }
  })
  for (const item of items) files.set(item.path, itemXml(item))
  for (const stimulus of stimuli.values()) files.set(stimulus.path, stimulusXml(stimulus))
  files.set(manifestName, manifestXml(items, [...stimuli.values()]))
  return writeZip(files)
}

function stimulusOf(
  { caseCode, material }: FileQuestion,
  stimuli: Map<string, PackedStimulus>,
): PackedStimulus {
  const key = JSON.stringify([caseCode, material])
  const known = stimuli.get(key)
  if (known) return known
  const resource = `stimulus-${String(stimuli.size + 1).padStart(5, '0')}`
  const stimulus = { caseCode, material, resource, path: `stimuli/${resource}.xml` }
  stimuli.set(key, stimulus)
  return stimulus
}
