import { UnreadableFile } from './file-question.ts'

/** A file inside an archive, as the directory describes it. `start`: where its packed bytes begin. */
export type ZipMember = {
  name: string
  start: number
  packed: number
  unpacked: number
  isStored: boolean
  crc: number
}

type Bounds = { totalBytes: number; fileBytes: number; files: number }

const endMark = 0x06054b50
const memberMark = 0x02014b50
const localMark = 0x04034b50
const endBytes = 22
const memberBytes = 46
const localBytes = 30

/** Text packs to a fiftieth at most; beyond this, a large file is there to fill the memory. */
const maxRatio = 250
const smallBytes = 16 * 1024 * 1024

/**
 * The files in a .zip file by its directory, with every claim checked that can be without unpacking: bounds, names
 * that lead outside, files that share their bytes, encryption.
 *
 * @throws {UnreadableFile} As of `openZip`.
 */
export function listZip(file: Uint8Array, bounds: Bounds): ZipMember[] {
  if (file.length === 0) throw new UnreadableFile('empty-file', '文件是空的。 · The file is empty.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = findEnd(view)
  const { count, directory } = readEnd(view, end)
  if (count > bounds.files)
    throw new UnreadableFile(
      'too-large',
      `压缩包中的文件超过 ${bounds.files} 个。 · The archive has more than ${bounds.files} files.`,
    )
  const members: ZipMember[] = []
  let at = directory
  for (let index = 0; index < count; index += 1) {
    if (at + memberBytes > end || view.getUint32(at, true) !== memberMark)
      throw malformed('目录已损坏', 'its directory is damaged')
    const next =
      at +
      memberBytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true)
    if (next > end) throw malformed('目录已损坏', 'its directory is damaged')
    const member = readMember(file, view, { at, directory })
    if (member) members.push(member)
    at = next
  }
  refuseUnsafe(members, bounds)
  return members
}

/** The record at the end of the file, behind which there is nothing but its own comment. */
function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - endBytes - 0xffff)
  for (let at = view.byteLength - endBytes; at >= least; at -= 1) {
    const isEnd = view.getUint32(at, true) === endMark
    if (isEnd && at + endBytes + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  if (view.byteLength >= 4 && view.getUint32(0, true) === localMark)
    throw malformed(
      '结尾缺失，可能没有下载或复制完整',
      'its end is missing; it was not copied or downloaded completely',
    )
  throw new UnreadableFile('unsupported', '这不是 .zip 压缩包。 · The file is not a .zip archive.')
}

function readEnd(view: DataView, end: number): { count: number; directory: number } {
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const directory = view.getUint32(end + 16, true)
  const isZip64 = count === 0xffff || size === 0xffffffff || directory === 0xffffffff
  const isSplit = view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count
  if (isZip64 || isSplit)
    throw new UnreadableFile(
      'unsupported',
      '压缩包分卷或是 zip64 格式，请重新压缩为普通 .zip。 · The archive is split or in the zip64 form; make an ordinary .zip.',
    )
  if (directory + size > end) throw malformed('目录不在应有的位置', 'its directory is not where it should be')
  return { count, directory }
}

/** @returns null for a folder. */
function readMember(
  file: Uint8Array,
  view: DataView,
  { at, directory }: { at: number; directory: number },
): ZipMember | null {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const packed = view.getUint32(at + 20, true)
  const unpacked = view.getUint32(at + 24, true)
  const local = view.getUint32(at + 42, true)
  const label = file.subarray(at + memberBytes, at + memberBytes + view.getUint16(at + 28, true))
  const name = nameOf(label)
  if (flags & 1)
    throw new UnreadableFile(
      'unsupported',
      `“${name}”加了密码，请压缩时不设密码。 · "${name}" is encrypted; make a .zip without a password.`,
    )
  if (method !== 0 && method !== 8)
    throw new UnreadableFile(
      'unsupported',
      `“${name}”的压缩方式不支持，请重新压缩为普通 .zip。 · "${name}" is packed by a method that is not read; make an ordinary .zip.`,
    )
  if (name.endsWith('/')) return null
  if (local + localBytes > directory || view.getUint32(local, true) !== localMark)
    throw malformed(`“${name}”不在目录所记的位置`, `"${name}" is not where its directory says`)
  const start = local + localBytes + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + packed > directory) throw malformed(`“${name}”不完整`, `"${name}" is cut off`)
  return { name, start, packed, unpacked, isStored: method === 0, crc: view.getUint32(at + 16, true) }
}

/** Chinese programs write names in UTF-8 or GBK. A path may not lead out of the archive. */
function nameOf(label: Uint8Array): string {
  const name = decodeName(label).replaceAll('\\', '/')
  const isOutside = name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')
  if (name === '' || isOutside || name.includes('\0'))
    throw new UnreadableFile(
      'unsafe',
      `压缩包中有指向包外的文件名“${name.slice(0, 100)}”。 · The archive has a file whose name leads outside it: "${name.slice(0, 100)}".`,
    )
  return name
}

function decodeName(label: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(label)
  } catch {
    return new TextDecoder('gb18030').decode(label)
  }
}

function refuseUnsafe(members: readonly ZipMember[], bounds: Bounds): void {
  const total = members.reduce((sum, { unpacked }) => sum + unpacked, 0)
  const large = members.find(({ unpacked }) => unpacked > bounds.fileBytes)
  if (large || total > bounds.totalBytes)
    throw new UnreadableFile(
      'too-large',
      large
        ? `“${large.name}”解压后过大。 · "${large.name}" unpacks to more than can be read.`
        : '压缩包解压后过大。 · The archive unpacks to more than can be read.',
    )
  const dense = members.find(({ packed, unpacked }) => unpacked > smallBytes && unpacked > packed * maxRatio)
  if (dense)
    throw new UnreadableFile(
      'unsafe',
      `“${dense.name}”压缩得异常紧密，没有读取。 · "${dense.name}" is packed so densely that it is not read.`,
    )
  if (new Set(members.map(({ name }) => name)).size < members.length)
    throw new UnreadableFile(
      'unsafe',
      '压缩包中有两个同名文件。 · The archive has two files of the same name.',
    )
  const places = members.toSorted((one, other) => one.start - other.start)
  const shared = places.find(
    (place, index) => place.start < (places[index - 1]?.start ?? 0) + (places[index - 1]?.packed ?? 0),
  )
  if (shared)
    throw new UnreadableFile(
      'unsafe',
      `“${shared.name}”与另一文件共用数据。 · "${shared.name}" shares its bytes with another file.`,
    )
}

const malformed = (zh: string, en: string) =>
  new UnreadableFile('malformed', `压缩包无法读取：${zh}。 · The archive cannot be read: ${en}.`)
