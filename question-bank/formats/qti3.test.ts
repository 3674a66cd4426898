import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'
import { arbitraryQuestion } from '#tests/fixtures/arbitrary-question.ts'
import { zipOf } from '#tests/fixtures/hostile-workbook.ts'

import { emptyFileQuestion, type FileContent, UnreadableFile } from './file-question.ts'
import { readQti3, writeQti3 } from './qti3.ts'
import { elementAt, elementsBelow, elementsIn, parseXml, type XmlElement } from './xml.ts'
import { openZip } from './zip.ts'

const folder = fileURLToPath(new URL('../../tests/fixtures/files/qti3-package', import.meta.url))
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(folder, path), content: readFileSync(path) }))

const manifestOf = (hrefs: readonly string[], type = 'imsqti_item_xmlv3p0') =>
  `<manifest identifier="m"><resources>${hrefs
    .map((href, at) => `<resource identifier="r${at}" type="${type}" href="${href}"/>`)
    .join('')}</resources></manifest>`

/** A package of items by their XML. */
const packed = (...items: string[]) =>
  zipOf([
    { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(items.map((_, at) => `${at}.xml`))) },
    ...items.map((xml, at) => ({ name: `${at}.xml`, content: Buffer.from(xml) })),
  ])
const read = (...items: string[]): FileContent => readQti3(packed(...items))

const item = (
  body: string,
  response = '<qti-correct-response><qti-value>A</qti-value></qti-correct-response>',
  cardinality = 'single',
) =>
  `<qti-assessment-item identifier="x1y2" title="t"><qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="identifier">${response}</qti-response-declaration><qti-item-body>${body}</qti-item-body></qti-assessment-item>`
const interaction =
  '<qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>题干？</qti-prompt><qti-simple-choice identifier="A">甲</qti-simple-choice><qti-simple-choice identifier="B">乙</qti-simple-choice><qti-simple-choice identifier="C">丙</qti-simple-choice></qti-choice-interaction>'

test.for([
  { where: 'at the top', prefix: '' },
  { where: 'in a folder that was zipped with it', prefix: '题库/' },
])('a package made to the published form of QTI 3.0, its manifest $where, is read', ({ prefix }) => {
  const { questions, rejected } = readQti3(
    zipOf(files.map((file) => ({ ...file, name: prefix + file.name }))),
  )
  expect(questions).toEqual([
    {
      ...emptyFileQuestion,
      row: 1,
      code: 'tool-7781',
      kind: '单选题',
      stem: '当事人到期不缴纳罚款。\n行政机关可以每日按罚款数额的多少加处罚款？',
      options: ['百分之一', '百分之二', '百分之三', '以上都不对'],
      pinned: 'D',
      key: 'C',
      explanation: '每日按罚款数额的百分之三加处罚款。\n少了。',
      difficulty: '难',
      points: '2',
      topic: '罚款的执行',
    },
    {
      ...emptyFileQuestion,
      row: 2,
      code: 'kinds-of-penalty',
      kind: '多选题',
      stem: '下列哪些属于行政处罚？',
      options: ['警告', '罚款 & 加处罚款', '记过'],
      key: 'AB',
    },
    { ...emptyFileQuestion, row: 3, kind: '判断题', stem: '对同一个违法行为可以给予两次罚款。', key: '错误' },
    {
      ...emptyFileQuestion,
      row: 4,
      code: 'passage-item',
      kind: '单选题',
      stem: '关于本案，下列说法正确的是：',
      options: ['应当处罚', '不予处罚', '移送司法'],
      pinned: 'ABC',
      key: 'B',
      caseCode: 'Stimulus1',
      material: '案情\n甲某初次违法且危害后果轻微，并及时改正。\n1. 某区市场监管局立案；\n2. 甲某提出申辩。',
    },
  ])
  expect(rejected).toEqual([
    { row: 5, code: 'unsupported-kind', reason: expect.stringContaining('qti-extended-text-interaction') },
    { row: 6, code: 'content-lost', reason: expect.stringContaining('img') },
    { row: 7, code: 'file-missing', reason: `${prefix}items/not-there.xml` },
  ])
})

test.for([
  { name: 'two interactions', xml: item(interaction + interaction), code: 'unsupported-kind' },
  { name: 'none', xml: item('<p>说明</p>'), code: 'unsupported-kind' },
  { name: 'an order to find', xml: item(interaction, '', 'ordered'), code: 'unsupported-kind' },
  {
    name: 'a test instead of an item',
    xml: '<qti-assessment-test identifier="t"/>',
    code: 'unsupported-kind',
  },
  {
    name: 'values that a template fills in',
    xml: item(interaction).replace(
      '<qti-item-body>',
      '<qti-template-declaration identifier="N"/><qti-item-body>',
    ),
    code: 'unsupported-kind',
  },
  { name: 'a formula', xml: item(`<math><mi>x</mi></math>${interaction}`), code: 'content-lost' },
  {
    name: 'a picture as an option',
    xml: item(interaction.replace('甲', '<img src="a.png" alt="甲"/>')),
    code: 'content-lost',
  },
  {
    name: 'a stimulus that is not in the package',
    xml: item(interaction).replace(
      '<qti-item-body>',
      '<qti-assessment-stimulus-ref identifier="s" href="s.xml"/><qti-item-body>',
    ),
    code: 'file-missing',
  },
  { name: 'XML that breaks off', xml: '<qti-assessment-item><qti-item-body>', code: 'item-unreadable' },
  { name: 'no XML at all', xml: '题干', code: 'item-unreadable' },
])('an item with $name is left out as $code, and the rest is read', ({ xml, code }) => {
  const { questions, rejected } = read(xml, item(interaction))
  expect(rejected).toMatchObject([{ row: 1, code }])
  expect(questions).toMatchObject([{ row: 2, stem: '题干？', key: 'A' }])
})

test.for([
  {
    name: 'no package',
    file: zipOf([{ name: 'a.xml', content: Buffer.from('<a/>') }]),
    fault: 'unsupported',
  },
  {
    name: 'an earlier version',
    file: zipOf([
      { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(['a.xml'], 'imsqti_item_xmlv2p1')) },
    ]),
    fault: 'unsupported',
  },
  {
    name: 'an empty manifest',
    file: zipOf([{ name: 'imsmanifest.xml', content: Buffer.from(manifestOf([])) }]),
    fault: 'unsupported',
  },
  {
    name: 'a manifest that breaks off',
    file: zipOf([{ name: 'imsmanifest.xml', content: Buffer.from('<manifest><resources>') }]),
    fault: 'malformed',
  },
  { name: 'half a package', file: packed(item(interaction)).slice(0, 300), fault: 'malformed' },
  {
    name: 'an entity in the manifest',
    file: zipOf([
      { name: 'imsmanifest.xml', content: Buffer.from(`<!DOCTYPE m [<!ENTITY x "y">]>${manifestOf(['a'])}`) },
    ]),
    fault: 'unsafe',
  },
  {
    name: 'an entity in an item',
    file: packed(`<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>${item('&x;')}`),
    fault: 'unsafe',
  },
  {
    name: 'an item that lies about its size',
    file: zipOf([
      { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(['a.xml'])) },
      { name: 'a.xml', content: Buffer.alloc(90_000_000), saidSize: 100 },
    ]),
    fault: 'unsafe',
  },
  {
    name: 'an item that unpacks to gigabytes',
    file: zipOf([
      { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(['a.xml'])) },
      { name: 'a.xml', content: Buffer.alloc(60_000_000) },
    ]),
    fault: 'unsafe',
  },
  { name: 'no archive', file: Buffer.from('<manifest/> and no more than this text'), fault: 'unsupported' },
])('$name is refused as a whole as $fault', ({ file, fault }) => {
  const cpuMs = cpuMsOf(() => {
    expect(() => readQti3(file)).toThrow(UnreadableFile)
    expect(() => readQti3(file)).toThrow(expect.objectContaining({ fault }))
  })
  expect(cpuMs).toBeLessThan(2000)
})

test('a path that leads out of the package finds nothing', () => {
  const file = zipOf([
    { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(['../../etc/passwd', 'file:///etc/passwd'])) },
  ])
  expect(readQti3(file).rejected).toMatchObject([{ code: 'file-missing' }, { code: 'file-missing' }])
})

/** Names of the children in their order, each once. */
const order = (element: XmlElement | undefined) => [...new Set(elementsIn(element).map(({ name }) => name))]

test('items, stimuli and the manifest have their elements in the order of the schemas', () => {
  const questions = fc
    .sample(arbitraryQuestion, { numRuns: 60, seed: 3 })
    .filter(({ material }) => material !== null)
  expect(questions.length).toBeGreaterThan(5)
  const zip = openZip(writeQti3(questions))
  const document = (name: string) => parseXml(new TextDecoder().decode(zip.read(name) ?? new Uint8Array()))
  const manifest = document('imsmanifest.xml')
  expect(order(manifest)).toEqual(['metadata', 'organizations', 'resources'])
  const resources = elementsBelow(manifest, 'resource')
  const identifiers = resources.map(({ attributes }) => attributes.get('identifier') ?? '')
  expect(new Set(identifiers).size).toBe(identifiers.length)
  // Everything that is listed is there, and everything that is there is listed.
  const hrefs = resources.map(({ attributes }) => attributes.get('href') ?? '')
  expect(['imsmanifest.xml', ...hrefs].sort()).toEqual([...zip.names].sort())
  for (const dependency of elementsBelow(manifest, 'dependency'))
    expect(identifiers).toContain(dependency.attributes.get('identifierref'))
  for (const lom of elementsBelow(manifest, 'lom')) {
    const parts = ['general', 'educational', 'annotation', 'classification']
    expect(order(lom)).toEqual(parts.filter((name) => order(lom).includes(name)))
  }
  for (const name of hrefs.filter((href) => href.startsWith('items/'))) {
    const one = document(name)
    expect(order(one)).toEqual([
      'qti-response-declaration',
      'qti-outcome-declaration',
      'qti-assessment-stimulus-ref',
      'qti-item-body',
      'qti-response-processing',
      'qti-modal-feedback',
    ])
    expect(order(elementAt(one, 'qti-item-body', 'qti-choice-interaction'))).toEqual([
      'qti-prompt',
      'qti-simple-choice',
    ])
  }
})

test('questions of one case share its stimulus', () => {
  const [one, other] = fc.sample(arbitraryQuestion, { numRuns: 2, seed: 11 })
  const material = '甲公司未取得许可从事经营活动，市场监管部门立案调查。'
  const ofCase = [one, other].flatMap((question) =>
    question ? [{ ...question, caseCode: 'aa-c01', material }] : [],
  )
  const names = openZip(writeQti3(ofCase)).names.filter((name) => name.startsWith('stimuli/'))
  expect(names).toHaveLength(1)
})

test('a large item that the manifest lists over and over is read once', () => {
  // Text that packs no denser than text does.
  const text = String.fromCharCode(
    ...Array.from({ length: 100_000 }, (_, at) => 0x4e00 + ((at * at) % 19_997)),
  )
  const large = item(`${interaction}<p>${text}</p>`)
  const file = zipOf([
    {
      name: 'imsmanifest.xml',
      content: Buffer.from(manifestOf(Array.from({ length: 20_000 }, () => 'a.xml'))),
    },
    { name: 'a.xml', content: Buffer.from(large) },
  ])
  const cpuMs = cpuMsOf(() => {
    const { questions, rejected } = readQti3(file)
    expect([questions.length, rejected.length]).toEqual([1, 19_999])
  })
  expect(cpuMs).toBeLessThan(4000)
})

test('a large faulty stimulus that many items name is looked at once', () => {
  const asking = item(interaction).replace(
    '<qti-item-body>',
    '<qti-assessment-stimulus-ref identifier="s" href="s.xml"/><qti-item-body>',
  )
  const names = Array.from({ length: 2000 }, (_, at) => `${at}.xml`)
  const file = zipOf([
    { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(names)) },
    { name: 's.xml', content: Buffer.from(`<s>${Buffer.alloc(800_000, 'x').toString()}<broken>`) },
    ...names.map((name) => ({ name, content: Buffer.from(asking) })),
  ])
  const cpuMs = cpuMsOf(() => expect(readQti3(file).rejected).toHaveLength(2000))
  expect(cpuMs).toBeLessThan(4000)
})
