import { expect, test } from 'vitest'

import { cpuMsOf } from '#tests/fixtures/cpu-time.ts'

import { htmlToText, textToHtml } from './html-text.ts'

test.for([
  { html: '<p dir="ltr">甲<br></p><p>乙</p>', text: '甲\n乙' },
  { html: '<p>甲</p><p><br></p><p>乙</p>', text: '甲\n\n乙' },
  { html: '甲&nbsp;&nbsp;乙 &lt;丙&gt; a < b &amp; c', text: '甲  乙 <丙> a < b & c' },
  { html: '甲\n   乙 &#x4e19;&#20001;', text: '甲乙 丙両' },
  { html: 'two\n   words', text: 'two words' },
  { html: '<ol><li>立案</li><li>调查</li></ol>然后', text: '1. 立案\n2. 调查\n然后' },
  { html: '<ul><li>立案</li><li>调查</li></ul>', text: '立案\n调查' },
  { html: '<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>', text: '甲\t乙\n丙' },
  { html: '10<sup>2</sup> 平方米，CO<sub>2</sub>', text: '10² 平方米，CO₂' },
  { html: '<pre>一  二\n  三</pre>', text: '一  二\n  三' },
  { html: '<script>alert(1)</script>甲<!-- 注 --><style>p{}</style>', text: '甲' },
  { html: '甲 &unknown; &#xD800; &#0; R&D', text: '甲 &unknown; &#xD800; &#0; R&D' },
  { html: '未完 <b class="', text: '未完 <b class="' },
  { html: '<a href="https://flk.npc.gov.cn">法律</a>全文', text: '法律全文' },
])('$html reads as plain text', ({ html, text }) => {
  expect(htmlToText(html)).toMatchObject({ text, lost: null })
})

test.for([
  { html: '见图 <img src="a.png">', lost: 'img' },
  { html: '<math><mi>x</mi></math>', lost: 'math' },
  { html: 'x<sup>k</sup>', lost: 'sup' },
  { html: '<a href="@@PLUGINFILE@@/a.pdf">附件</a>', lost: 'a file' },
  { html: '<audio controls></audio>', lost: 'audio' },
])('what plain text cannot keep is named: $html', ({ html, lost }) => {
  expect(htmlToText(html).lost).toBe(lost)
})

test('a block that was asked for is a text of its own, without its heading', () => {
  const { text, blocks } = htmlToText(
    '<p>说明</p><div class="x rule-before"><b class="field-label">修订前：</b><div>旧</div>规定</div>',
    ['rule-before'],
  )
  expect(text).toBe('说明')
  expect(blocks.get('rule-before')).toBe('旧\n规定')
})

test.for(['a  b', '一\n  二\n\n三', '甲\t乙\t 丙  \t丁', '<p>&amp;</p> <br>', '</div></p>', '&#160;&nbsp;'])(
  'the text %j is the same after HTML',
  (text) => {
    expect(htmlToText(textToHtml(text)).text).toBe(text)
  },
)

test.for([
  '<a "',
  '<',
  "<a ='",
  '&#',
  '<!--',
  '<div>',
  '<ol><li>',
  '<div></p>',
  '<div class="case-material">',
  '&a',
  '<sup>2',
])('a megabyte of %j is read in no time', (piece) => {
  const cpuMs = cpuMsOf(() => {
    htmlToText(piece.repeat(1_000_000 / piece.length), ['case-material'])
  })
  expect(cpuMs).toBeLessThan(2000)
})
