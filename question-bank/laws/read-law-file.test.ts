import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'

import { inventedTexts } from '#tests/fixtures/invented-law.ts'
import { docxOf, documentOf } from '#tests/fixtures/law-docx.ts'

import { parseLaw } from './law-text.ts'
import { mostLawBytes, readLawFile } from './read-law-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const refusal = (word: string) => ({ ok: false, refusal: word })
const newerLines = inventedTexts.newer.trim().split('\n')

test('a .docx gives the same law as the text pasted from it', async () => {
  const read = await readLawFile(docxOf(documentOf(newerLines)))
  expect(read.ok && parseLaw(read.text)).toEqual(parseLaw(inventedTexts.newer))
})

test('lines that break within a paragraph are lines', async () => {
  const read = await readLawFile(docxOf(documentOf(['第一条　甲。\n第二条　乙。'])))
  expect(read.ok && parseLaw(read.text).articles).toMatchObject([{ text: '甲。' }, { text: '乙。' }])
})

/** 第一条 甲。 in GB 2312. */
const gbk = Uint8Array.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0xbc, 0xd7, 0xa1, 0xa3])
const utf16 = (text: string) =>
  Uint8Array.from([
    0xff,
    0xfe,
    ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  ])

test.for([
  { encoding: 'UTF-8 with its mark', file: utf8('\ufeff第一条 甲。') },
  { encoding: 'GBK', file: gbk },
  { encoding: 'UTF-16', file: utf16('第一条 甲。') },
])('a text in $encoding is read', async ({ file }) => {
  const read = await readLawFile(file)
  expect(read.ok && parseLaw(read.text).articles).toMatchObject([{ label: '第一条', text: '甲。' }])
})

/** The directory of a zip that says each entry unpacks to so many bytes. */
function claiming(file: Uint8Array, bytes: number): Uint8Array {
  const claimed = file.slice()
  const view = new DataView(claimed.buffer)
  for (let at = 0; at + 46 <= claimed.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, bytes, true)
  return claimed
}

const bomb = zipSync({ 'word/document.xml': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })
const honest = docxOf(documentOf(['第一条　甲。']))

test.for([
  { what: 'nothing', file: new Uint8Array(), word: 'empty-file' },
  { what: 'only spaces', file: utf8(' \n '), word: 'empty-file' },
  { what: 'more than 2 MB', file: new Uint8Array(mostLawBytes + 1), word: 'too-large' },
  { what: 'an old .doc', file: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), word: 'old-word' },
  { what: 'a PDF', file: utf8('%PDF-1.7'), word: 'pdf' },
  { what: 'bytes that are no text', file: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0]), word: 'not-text' },
  { what: 'a text that is cut within a sign', file: Uint8Array.from([...utf8('第一条 甲。'), 0xe7, 0xac]), word: 'not-text' },
  { what: 'a .docx cut in half', file: honest.slice(0, honest.length / 2), word: 'broken-docx' },
  { what: 'the first bytes of a .docx', file: Uint8Array.from([0x50, 0x4b, 3, 4]), word: 'broken-docx' },
  { what: 'a zip that is no .docx', file: zipSync({ 'a.txt': strToU8('第一条 甲。') }), word: 'broken-docx' },
  { what: 'a .docx whose body is no XML', file: docxOf('第一条 甲。'), word: 'broken-docx' },
  { what: 'a .docx whose body is cut', file: docxOf(documentOf(['甲']).slice(0, -20)), word: 'broken-docx' },
  { what: '64 MB packed into a few kilobytes', file: bomb, word: 'docx-too-large' },
  { what: '64 MB that claim to be a few bytes', file: claiming(bomb, 10), word: 'broken-docx' },
  { what: 'a .docx that claims gigabytes', file: claiming(honest, 0xfffffff0), word: 'docx-too-large' },
  { what: 'a thousand entries', file: zipSync(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`word/${index}.xml`, strToU8('<a/>')]))), word: 'docx-too-large' },
])('$what is refused as $word', async ({ file, word }) => {
  expect(await readLawFile(file)).toEqual(refusal(word))
}) // prettier-ignore

test('entities of a .docx are not expanded into gigabytes', async () => {
  const entities = Array.from(
    { length: 12 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  )
  const body = documentOf(['第一条　甲。']).replace(
    '<w:document',
    `<!DOCTYPE w [<!ENTITY e0 "ha">${entities.join('')}]><w:document`,
  )
  const read = await readLawFile(docxOf(body.replace('甲', '&e12;')))
  expect(read.ok ? read.text.length : 0).toBeLessThan(1000)
})

test('pictures of a .docx are not unpacked', async () => {
  const picture = new Uint8Array(60 * 1024 * 1024)
  const read = await readLawFile(docxOf(documentOf(['第一条　甲。']), { 'word/media/image1.png': picture }))
  expect(read.ok).toBe(true)
})
