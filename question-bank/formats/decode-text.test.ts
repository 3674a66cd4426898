import { expect, test } from 'vitest'

import { decodeText } from './decode-text.ts'
import { UnreadableFile } from './file-question.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, isLittle: boolean) =>
  new Uint8Array(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0)
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255]
    }),
  )
const text = '1. 行政处罚由谁决定？\nA. 行政机关\n'

test.for([
  { name: 'UTF-8', file: utf8(text) },
  { name: 'UTF-8 with its mark', file: new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(text)]) },
  { name: 'UTF-16 LE with its mark', file: new Uint8Array([0xff, 0xfe, ...utf16(text, true)]) },
  { name: 'UTF-16 BE with its mark', file: new Uint8Array([0xfe, 0xff, ...utf16(text, false)]) },
  { name: 'UTF-16 LE', file: utf16(text, true) },
  { name: 'UTF-16 BE', file: utf16(text, false) },
  // 1. 处罚 in GBK
  { name: 'GBK', file: new Uint8Array([0x31, 0x2e, 0x20, 0xb4, 0xa6, 0xb7, 0xa3]), is: '1. 处罚' },
  // 𠮷 (U+20BB7) in GB 18030, which GBK does not have
  { name: 'GB 18030', file: new Uint8Array([0x95, 0x34, 0xd3, 0x33]), is: null },
])('$name is read', ({ file, is = text }) => {
  expect(is === null ? [...decodeText(file)].length : decodeText(file)).toBe(is ?? 1)
})

test.for([
  { name: 'nothing', file: new Uint8Array(), fault: 'empty-file' },
  { name: 'spaces', file: utf8(' \n\t'), fault: 'empty-file' },
  { name: 'an archive', file: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), fault: 'unsupported' },
  {
    name: 'a picture',
    file: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    fault: 'wrong-encoding',
  },
  {
    name: 'bytes of no encoding',
    file: new Uint8Array([0xe5, 0xa4, 0x84, 0xff, 0xff]),
    fault: 'wrong-encoding',
  },
  {
    name: 'UTF-8 with a broken sign',
    file: new Uint8Array([...utf8('处罚'), 0xff, ...utf8('法')]),
    fault: 'wrong-encoding',
  },
  { name: '64 MB and more', file: new Uint8Array(64 * 1024 * 1024 + 1).fill(0x61), fault: 'too-large' },
])('$name is refused as $fault', ({ file, fault }) => {
  expect(() => decodeText(file)).toThrow(UnreadableFile)
  expect(() => decodeText(file)).toThrow(expect.objectContaining({ fault }))
})
