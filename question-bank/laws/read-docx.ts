import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import mammoth from 'mammoth'

/** A law in .docx unpacks to some hundred kilobytes of text; with its styles and themes to a few megabytes. */
const mostUnpackedBytes = 32 * 1024 * 1024
const mostEntries = 500

export type DocxRefusal = 'broken-docx' | 'docx-too-large'

/**
 * The text of a .docx, one paragraph per line, tables cell by cell.
 *
 * What it unpacks to is known from its directory before anything is unpacked, and no entry may grow beyond what its
 * directory says: a small file may claim to be, or be, gigabytes. Pictures and embedded files are never unpacked. Still
 * to be called in a thread of its own with bounded memory and time.
 */
export async function readDocx(
  file: Uint8Array,
): Promise<{ ok: true; text: string } | { ok: false; refusal: DocxRefusal }> {
  const parts = unpack(file)
  if (typeof parts === 'string') return { ok: false, refusal: parts }
  try {
    const buffer = Buffer.from(zipSync(parts, { level: 0 }))
    const { value } = await mammoth.extractRawText({ buffer })
    return { ok: true, text: value }
  } catch {
    // Whatever the reader stumbles over, the file is one that cannot be read.
    return { ok: false, refusal: 'broken-docx' }
  }
}

/** The parts that the text is made from, unpacked. */
function unpack(file: Uint8Array): Record<string, Uint8Array> | DocxRefusal {
  let entries = 0
  let total = 0
  try {
    const parts = unzipSync(file, {
      filter: ({ name, originalSize, size, compression }) => {
        entries += 1
        if (entries > mostEntries) throw new TooLarge()
        if (!/\.(xml|rels)$/i.test(name)) return false
        // An entry that is stored is as large as it is, whatever else it says.
        total += compression === 0 ? Math.max(size, originalSize) : originalSize
        if (total > mostUnpackedBytes) throw new TooLarge()
        return true
      },
    })
    return withBreaks(withContentTypes(parts))
  } catch (cause) {
    return cause instanceof TooLarge ? 'docx-too-large' : 'broken-docx'
  }
}

class TooLarge extends Error {}

/** Documents of some converters have none, which a word processor forgives. */
const withContentTypes = (parts: Record<string, Uint8Array>) => ({
  '[Content_Types].xml': strToU8(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  ),
  ...parts,
})

/** A line that breaks within its paragraph is a line of its own; the reader of the text would join it to the one before. */
const withBreaks = (parts: Record<string, Uint8Array>) =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      /^word\/document[^/]*\.xml$/.test(name)
        ? strToU8(strFromU8(part).replace(/<w:(?:br|cr)\b[^>]*\/>/g, '<w:t xml:space="preserve">\n</w:t>'))
        : part,
    ]),
  )
