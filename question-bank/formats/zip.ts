import { inflateSync, zipSync } from 'fflate'

import { UnreadableFile } from './file-question.ts'
import { listZip, type ZipMember } from './list-zip.ts'

/** Bounds on what an archive may unpack to. */
export type ZipBounds = {
  /** Bytes of all files together, unpacked. */
  totalBytes: number
  /** Bytes of one file, unpacked. */
  fileBytes: number
  files: number
}

const defaultBounds: ZipBounds = { totalBytes: 256 * 1024 * 1024, fileBytes: 96 * 1024 * 1024, files: 60_000 }

/** A .zip file whose directory was found sound; `read` unpacks one file, and no more of it than the directory says. */
export type OpenZip = { names: readonly string[]; read: (name: string) => Uint8Array | null }

/**
 * Opens a .zip file. Its directory is checked before anything is unpacked, and each file again while it is.
 *
 * @throws {UnreadableFile} `malformed`, `unsafe` or `too-large`; `unsupported` for encrypted, split and zip64 archives.
 */
export function openZip(file: Uint8Array, bounds: ZipBounds = defaultBounds): OpenZip {
  const members = new Map(listZip(file, bounds).map((member) => [member.name, member]))
  return {
    names: [...members.keys()],
    read: (name) => {
      const member = members.get(name)
      return member ? unpack(file, member) : null
    },
  }
}

/** Writes a .zip file; the same files give the same bytes, whenever they are written. */
export function writeZip(files: ReadonlyMap<string, string>): Uint8Array {
  const encoder = new TextEncoder()
  const entries = [...files].map(([name, text]) => [name, encoder.encode(text)])
  // Level 1: the files are small, and packing 20,000 of them harder takes longer than it saves.
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, {
    level: 6,
    mtime: new Date(1980, 0, 1),
  })
}

function unpack(file: Uint8Array, { name, start, packed, unpacked, isStored, crc }: ZipMember): Uint8Array {
  const data = file.subarray(start, start + packed)
  const content = isStored ? data : inflate(data, { name, unpacked })
  if (content.length !== unpacked) throw lying(name)
  if (crcOf(content) !== crc)
    throw new UnreadableFile(
      'malformed',
      `“${name}”已损坏，校验值不符。 · "${name}" is damaged: its checksum differs.`,
    )
  return content
}

/** One byte more than the directory says: what fills it too is not the file that was announced. */
function inflate(data: Uint8Array, { name, unpacked }: { name: string; unpacked: number }): Uint8Array {
  try {
    return inflateSync(data, { out: new Uint8Array(unpacked + 1) })
  } catch (error) {
    // Too little room for what is packed shows as a range error.
    if (error instanceof RangeError) throw lying(name)
    throw new UnreadableFile(
      'malformed',
      `“${name}”无法解压，压缩包已损坏。 · "${name}" cannot be unpacked; the archive is damaged.`,
    )
  }
}

const lying = (name: string) =>
  new UnreadableFile(
    'unsafe',
    `“${name}”解压后的大小与压缩包所记不符。 · "${name}" unpacks to another size than the archive says.`,
  )

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at += 1) {
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
