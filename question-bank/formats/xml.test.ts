import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'

import { UnreadableFile } from './file-question.ts'
import { cdata, elementAt, elementsIn, escapeXml, parseInParts, parseXml, textAt, textOf } from './xml.ts'

test('elements are found by their names without prefixes', () => {
  const root = parseXml(
    '<?xml version="1.0"?><q:a xmlns:q="u" q:x="1" xml:lang="zh"><b>一</b><q:b y="&lt;&#x4e8c;">二</q:b></q:a>',
  )
  expect(root.name).toBe('a')
  expect(root.attributes.get('x')).toBe('1')
  expect(root.attributes.get('xml:lang')).toBe('zh')
  expect(elementsIn(root, 'b').map(textOf)).toEqual(['一', '二'])
  expect(elementsIn(root, 'b')[1]?.attributes.get('y')).toBe('<二')
  expect(elementAt(root, 'b', 'c')).toBeUndefined()
  expect(textAt(root, 'none')).toBe('')
})

test('text, references, CDATA and comments between elements keep their order', () => {
  const root = parseXml(
    '<a> 1 &amp; <b/>2<!-- <c> --><![CDATA[<3> &amp; ]]]]><![CDATA[>]]>&#128512;<?pi x?></a>',
  )
  expect(textOf(root)).toBe(' 1 & 2<3> &amp; ]]>😀')
})

test.for(['a]]>b', ']]]]>>', '<![CDATA[', '&lt; "\'', '\0\u0001\ufffe好', '𠮷\n\t'])(
  'the text %j survives as CDATA and as an attribute',
  (text) => {
    // eslint-disable-next-line no-control-regex -- these no document may hold
    const kept = text.replace(/[\0\u0001\ufffe]/g, '')
    expect(textOf(parseXml(`<a>${cdata(text)}</a>`))).toBe(kept)
    expect(textOf(parseXml(`<a>${escapeXml(text)}</a>`))).toBe(kept)
    expect(parseXml(`<a x="${escapeXml(text)}"/>`).attributes.get('x')).toBe(kept)
  },
)

const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')

test.for([
  { name: 'a billion laughs', xml: `<!DOCTYPE a [<!ENTITY l0 "ha">${lol}]><a>&l9;</a>`, fault: 'unsafe' },
  {
    name: 'an external entity',
    xml: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    fault: 'unsafe',
  },
  {
    name: 'a document type from elsewhere',
    xml: '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    fault: 'unsafe',
  },
  { name: 'an entity without a document type', xml: '<a><!ENTITY x "y">&x;</a>', fault: 'unsafe' },
  { name: 'a document type in small letters', xml: '<!doctype html><html></html>', fault: 'unsafe' },
  { name: 'an unknown reference', xml: '<a>&nbsp;</a>', fault: 'malformed' },
  { name: 'a bare &', xml: '<a>R&D</a>', fault: 'malformed' },
  { name: 'a reference to no sign', xml: '<a>&#xD800;</a>', fault: 'malformed' },
  { name: 'a reference beyond all signs', xml: '<a>&#x110000;</a>', fault: 'malformed' },
  { name: 'elements that cross', xml: '<a><b></a></b>', fault: 'malformed' },
  { name: 'an element that does not end', xml: '<a><b></b>', fault: 'malformed' },
  { name: 'a tag that does not end', xml: '<a><b x="', fault: 'malformed' },
  { name: 'two roots', xml: '<a/><b/>', fault: 'malformed' },
  { name: 'an attribute twice', xml: '<a x="1" x="2"/>', fault: 'malformed' },
  { name: 'an attribute without quotes', xml: '<a x=1/>', fault: 'malformed' },
  { name: 'CDATA that does not end', xml: '<a><![CDATA[x</a>', fault: 'malformed' },
  { name: 'a comment that does not end', xml: '<a><!-- x</a>', fault: 'malformed' },
  { name: 'an instruction that does not end', xml: '<a><?x </a>', fault: 'malformed' },
  { name: 'text behind the root', xml: '<a/>text', fault: 'malformed' },
  { name: 'no element', xml: '只有文字', fault: 'malformed' },
  { name: 'elements nested too deeply', xml: '<a>'.repeat(70) + '</a>'.repeat(70), fault: 'too-large' },
  {
    name: 'an encoding that is not read',
    xml: '<?xml version="1.0" encoding="Big5"?><a/>',
    fault: 'wrong-encoding',
  },
])('$name is refused as $fault', ({ xml, fault }) => {
  const cpuMs = cpuMsOf(() => {
    expect(() => parseXml(xml)).toThrow(UnreadableFile)
    expect(() => parseXml(xml)).toThrow(expect.objectContaining({ fault }))
  })
  expect(cpuMs).toBeLessThan(2000)
})

test('a fault is told with its line, in a part too', () => {
  expect(() => parseXml('<a>\n<b>\n</c>\n</a>')).toThrow('Line 3')
  const { parts } = parseInParts('<a>\n<b/>\n\n<b>\n<c x=1/>\n</b></a>')
  expect(() => [...parts]).toThrow('Line 5')
})

test('names that JavaScript has a meaning for are ordinary or refused, and reach nothing else', () => {
  expect(elementsIn(parseXml('<a toString="1"><toString>x</toString><hasOwnProperty/></a>'))).toHaveLength(2)
  for (const name of ['__proto__', 'constructor', 'prototype'])
    expect(() => parseXml(`<a ${name}="1"><${name}><polluted>1</polluted></${name}></a>`)).toThrow(
      UnreadableFile,
    )
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('a document in parts has everything else in its root', () => {
  const { root, parts } = parseInParts('<a x="1"> t <b>1</b><!-- <b> --><b/><c><b>2</b></c></a>')
  expect(textOf(root)).toBe(' t ')
  expect([...parts].map(({ name, children }) => [name, children.length])).toEqual([
    ['b', 1],
    ['b', 0],
    ['c', 1],
  ])
})

test('elements of one level down are parts as well', () => {
  const { root, parts } = parseInParts('<m><r><i>1</i><i>2</i></r></m>', 2)
  expect(elementAt(root, 'r')).toBeDefined()
  expect([...parts].map(textOf)).toEqual(['1', '2'])
})

test('a document whose parts close what they did not open is refused', () => {
  expect(() => [...parseInParts('<a><b></a></b>').parts]).toThrow(UnreadableFile)
  expect(() => [...parseInParts('<a><b></c></a>').parts]).toThrow(UnreadableFile)
  expect(() => [...parseInParts('</a><a>').parts]).toThrow(UnreadableFile)
})

test.for([
  '<a>',
  '<a/>',
  '<a x="',
  '&',
  '<',
  '<!--',
  '<![CDATA[',
  ']]>',
  "<a '",
  '<?x ',
  '\n',
  '<a ' + 'x '.repeat(50),
])('a megabyte of %j takes no time', (piece) => {
  const cpuMs = cpuMsOf(() => {
    expect(() => parseXml(`<r>${piece.repeat(1_000_000 / piece.length)}`)).toThrow(UnreadableFile)
  })
  expect(cpuMs).toBeLessThan(2000)
})
