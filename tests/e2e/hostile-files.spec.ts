import { expect } from '@playwright/test'

import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { expectIntact, expectNoFault, expectRefused } from '#tests/fixtures/hostile-client.ts'
import { noId, tables, test } from '#tests/fixtures/hostile-targets.ts'
import { workbookOf, zipOf } from '#tests/fixtures/hostile-workbook.ts'

test('a file that is no table of credits changes nothing and holds up nobody', async ({
  as,
  targets: t,
  db,
}) => {
  const admin = as('admin')
  const head = '工号,总学分,必修学分\n'
  const cell = '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
  const files: [what: string, file: Buffer | Uint8Array, ...statuses: number[]][] = [
    ['nothing', Buffer.alloc(0), 422],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 422],
    ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0 and more', 'latin1'), 422],
    ['a zip of nothing', zipOf([]), 422],
    ['a zip of something else', zipOf([{ name: 'a.txt', content: Buffer.from('x') }]), 422],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 422],
    ['NULs', Buffer.from(`${head}E0\0,1,1\n`), 422],
    ['no known encoding', Buffer.from([...Buffer.from(head), 0xff, 0xfe, 0xff, 0x80]), 422],
    ['other columns', Buffer.from('a,b,c\n1,2,3\n'), 422],
    ['an unclosed quote', Buffer.from(`${head}"${'x'.repeat(1e6)}`), 200, 422],
    ['too many rows', Buffer.from(head + '1,1,1\n'.repeat(60_000)), 413],
    ['more than two megabytes', Buffer.from(head + 'x'.repeat(2.1e6)), 413],
    ['more than three megabytes', Buffer.alloc(3.5e6, 'x'), 413],
    ['150 MB in a small zip', workbookOf(Buffer.alloc(150e6, ' ')), 422],
    ['90 MB in a zip that denies it', workbookOf('<a>'.repeat(30e6), 1000), 422],
    ['a cell in row 999,999,999', workbookOf(`<worksheet><sheetData>${cell}</sheetData></worksheet>`), 422],
  ] // prettier-ignore
  const upload = (file: Buffer | Uint8Array, more: Record<string, string> = {}) =>
    admin.post('/admin/study', {
      multipart: {
        campaign: t.campaignId,
        file: { name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from(file) },
        ...more,
      },
    })
  await expectIntact(db, tables, async () => {
    let answered = 0
    let done = false
    const others = (async () => {
      while (!done) answered += (await as(null).get('/login')).status === 200 ? 1 : 0
    })()
    for (const [what, file, ...statuses] of files) expectRefused(await upload(file), statuses, what)
    done = true
    await others
    expect.soft(answered, 'pages that others were served meanwhile').toBeGreaterThan(files.length)
    const formulas = Buffer.from(`${head}=cmd|' /C calc'!A0,=1+1,@SUM(A1)\n`)
    expectNoFault(await upload(formulas), 'formulas are people nobody knows')
    expectRefused(await upload(formulas, { intent: 'import' }), [409], 'an import of what was not checked')
    expectRefused(await upload(formulas, { campaign: noId }), [404], 'no such season')
    expectRefused(await upload(formulas, { campaign: 'x' }), [404], 'no season')
    expectRefused(
      await admin.post('/admin/study', { form: { campaign: t.campaignId, file: 'x' } }),
      [400],
      'a name',
    )
  })
})

test('a file that is no file of questions is refused in words and changes nothing', async ({ as, db }) => {
  const author = as('author')
  const files: [what: string, file: Buffer | Uint8Array, words: string][] = [
    ['nothing', Buffer.alloc(0), '文件是空的'],
    ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0 and more', 'latin1'), '.xls'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'HTML'],
    ['NULs', Buffer.from('题干,答案\n甲\0,A\n'), 'UTF-8'],
    ['90 MB in a zip that denies it', workbookOf('<a>'.repeat(30e6), 1000), 'sheet1.xml'],
  ]
  await expectIntact(db, tables, async () => {
    for (const [what, buffer, words] of files) {
      const file = { name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from(buffer) }
      const sent = await author.post('/bank/import', { multipart: { file } })
      expectRefused(sent, [302], what)
      await expect
        .poll(async () => (await author.get(sent.location)).text, { message: what, timeout: 60_000 })
        .toContain(bankFileMessages['zh-CN'].unreadableTitle)
      const page = await author.get(sent.location)
      expectNoFault(page, what)
      expect.soft(page.text, what).toContain(words)
      expectRefused(
        await author.post(sent.location, { form: { intent: 'import' } }),
        [302],
        `${what}, imported`,
      )
    }
    const large = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.alloc(68e6, 'x') }
    expectRefused(await author.post('/bank/import', { multipart: { file: large } }), [413], 'too large')
    expectRefused(await author.post('/bank/import', { form: { file: 'x' } }), [400], 'a name')
  })
})
