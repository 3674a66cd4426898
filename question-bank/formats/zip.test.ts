import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'
import { zipOf } from '#tests/fixtures/hostile-workbook.ts'

import { UnreadableFile } from './file-question.ts'
import { openZip, writeZip } from './zip.ts'

const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes)
const sound = zipOf([
  { name: 'a.xml', content: Buffer.from('<a/>') },
  { name: 'folder/', content: Buffer.from('') },
  { name: '题目/二.xml', content: Buffer.from('二'.repeat(5000)) },
])

/** The archive with some of its bytes changed. `at`: from the start, or, negative, from the end. */
function changed(file: Uint8Array, at: number, bytes: number[]): Uint8Array {
  const copy = Uint8Array.from(file)
  copy.set(bytes, at < 0 ? file.length + at : at)
  return copy
}

/** Where the directory's entry begins that has a name. */
function entryOf(file: Uint8Array, name: string): number {
  const at = Buffer.from(file).lastIndexOf(name)
  return at - 46
}

test('files are read by their names; folders are none', () => {
  const zip = openZip(sound)
  expect(zip.names).toEqual(['a.xml', '题目/二.xml'])
  expect(text(zip.read('a.xml'))).toBe('<a/>')
  expect(text(zip.read('题目/二.xml'))).toBe('二'.repeat(5000))
  expect(zip.read('none.xml')).toBeNull()
})

test('what is written is read again, and is the same bytes each time', () => {
  const files = new Map([
    ['imsmanifest.xml', '<manifest/>'],
    ['items/甲.xml', '甲'],
  ])
  const zip = openZip(writeZip(files))
  expect(zip.names.map((name) => [name, text(zip.read(name))])).toEqual([...files])
  expect(writeZip(files)).toEqual(writeZip(files))
})

test('names that a Chinese program wrote in GBK are read', () => {
  const name = Buffer.from([0xcc, 0xe2, 0x2e, 0x78, 0x6d, 0x6c]) // 题.xml
  const file = zipOf([{ name: 'AA.xml', content: Buffer.from('x') }])
  const copy = Buffer.from(file)
  for (let at = copy.indexOf('AA.xml'); at >= 0; at = copy.indexOf('AA.xml', at + 1)) name.copy(copy, at)
  expect(openZip(new Uint8Array(copy)).names).toEqual(['题.xml'])
})

const central = entryOf(sound, 'a.xml')
const zeros = Buffer.alloc(60 * 1024 * 1024)

test.for([
  { name: 'an empty file', file: new Uint8Array(), fault: 'empty-file' },
  { name: 'no archive', file: Buffer.from('PK but not really an archive at all'), fault: 'unsupported' },
  { name: 'the first half of an archive', file: sound.slice(0, sound.length / 2), fault: 'malformed' },
  { name: 'an archive without its last byte', file: sound.slice(0, -1), fault: 'malformed' },
  {
    name: 'an archive with something behind it',
    file: Buffer.concat([sound, Buffer.from('x')]),
    fault: 'malformed',
  },
  { name: 'an encrypted file', file: changed(sound, central + 8, [1]), fault: 'unsupported' },
  {
    name: 'a file packed by an unknown method',
    file: changed(sound, central + 10, [99]),
    fault: 'unsupported',
  },
  { name: 'a zip64 archive', file: changed(sound, -12, [255, 255, 255, 255]), fault: 'unsupported' },
  { name: 'a split archive', file: changed(sound, -18, [1]), fault: 'unsupported' },
  { name: 'a directory that is elsewhere', file: changed(sound, -6, [255, 255, 255, 0]), fault: 'malformed' },
  { name: 'a damaged directory', file: changed(sound, central, [0]), fault: 'malformed' },
  { name: 'a file that is elsewhere', file: changed(sound, central + 42, [255, 0]), fault: 'malformed' },
  {
    name: 'a file longer than the archive',
    file: changed(sound, central + 20, [255, 255, 255]),
    fault: 'malformed',
  },
  {
    name: 'a name that leads outside',
    file: zipOf([{ name: '../../etc/passwd', content: zeros.subarray(0, 9) }]),
    fault: 'unsafe',
  },
  {
    name: 'an absolute name',
    file: zipOf([{ name: '/etc/passwd', content: zeros.subarray(0, 9) }]),
    fault: 'unsafe',
  },
  {
    name: 'a name with a drive',
    file: zipOf([{ name: 'C:\\a.xml', content: zeros.subarray(0, 9) }]),
    fault: 'unsafe',
  },
  {
    name: 'the same name twice',
    file: zipOf([
      { name: 'a', content: zeros.subarray(0, 9) },
      { name: 'a', content: zeros.subarray(0, 8) },
    ]),
    fault: 'unsafe',
  },
  {
    name: 'a file that is packed too densely',
    file: zipOf([{ name: 'a', content: zeros }]),
    fault: 'unsafe',
  },
  {
    name: 'a file that unpacks to gigabytes',
    file: zipOf([{ name: 'a', content: zeros.subarray(0, 9), saidSize: 0xfffffffe }]),
    fault: 'too-large',
  },
  {
    name: 'many files that unpack to gigabytes together',
    file: zipOf(
      Array.from({ length: 40 }, (_, at) => ({
        name: `${at}`,
        content: zeros.subarray(0, 9),
        saidSize: 90_000_000,
      })),
    ),
    fault: 'too-large',
  },
])('$name is refused as $fault', ({ file, fault }) => {
  const cpuMs = cpuMsOf(() => {
    const open = () => openZip(new Uint8Array(file))
    expect(open).toThrow(UnreadableFile)
    expect(open).toThrow(expect.objectContaining({ fault }))
  })
  expect(cpuMs).toBeLessThan(2000)
})

test.for([
  { name: 'says less than it unpacks to', saidSize: 100, fault: 'unsafe' },
  { name: 'says one byte less', saidSize: 60 * 1024 * 1024 - 1, fault: 'unsafe' },
  { name: 'says more than it unpacks to', saidSize: 200_000, fault: 'unsafe', content: Buffer.from('short') },
])('a file whose directory $name is not unpacked further', ({ saidSize, fault, content = zeros }) => {
  const file = zipOf([{ name: 'a', content, saidSize }])
  const cpuMs = cpuMsOf(() => {
    expect(() => openZip(file).read('a')).toThrow(expect.objectContaining({ fault }))
  })
  expect(cpuMs).toBeLessThan(2000)
})

test('files that share their bytes, as in the densest bombs, are refused', () => {
  const file = zipOf([
    { name: 'a', content: Buffer.from('x'.repeat(500)) },
    { name: 'b', content: Buffer.from('x'.repeat(500)) },
  ])
  const view = new DataView(file.buffer)
  view.setUint32(entryOf(file, 'b') + 42, 0, true)
  expect(() => openZip(file)).toThrow(expect.objectContaining({ fault: 'unsafe' }))
})

test('more files than a package has are refused before any is looked at', () => {
  const many = zipOf(Array.from({ length: 12 }, (_, at) => ({ name: `${at}`, content: Buffer.from('x') })))
  expect(() => openZip(many, { files: 10, fileBytes: 100, totalBytes: 1000 })).toThrow(
    expect.objectContaining({ fault: 'too-large' }),
  )
})

test('a file that was damaged on the way is found out by its checksum', () => {
  const file = zipOf([{ name: 'a.xml', content: Buffer.from('<a>'.repeat(30)) }])
  expect(() => openZip(changed(file, entryOf(file, 'a.xml') + 16, [1, 2, 3, 4])).read('a.xml')).toThrow(
    expect.objectContaining({ fault: 'malformed' }),
  )
  expect(() => openZip(changed(file, 30 + 5 + 2, [0xff, 0xff, 0xff])).read('a.xml')).toThrow(UnreadableFile)
})

test('an archive inside an archive stays packed', () => {
  const inner = zipOf([{ name: 'bomb', content: zeros }])
  const outer = openZip(zipOf([{ name: 'inner.zip', content: Buffer.from(inner) }]))
  expect(outer.read('inner.zip')).toHaveLength(inner.length)
})
