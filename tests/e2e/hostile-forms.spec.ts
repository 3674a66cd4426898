import { expect } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'

import { documentVersions } from '#app/services/exams/documents.ts'
import type { Db } from '#db/client.ts'
import { accountRoles, accounts } from '#db/schema/organisation.ts'
import { expectIntact, expectNoFault, expectRefused, type Sent } from '#tests/fixtures/hostile-client.ts'
import {
  actsOf,
  loginOf,
  noId,
  pagesOf,
  type Role,
  roles,
  tables,
  test,
} from '#tests/fixtures/hostile-targets.ts'
import { workbookOf, zipOf } from '#tests/fixtures/hostile-workbook.ts'

type Wanted = [what: string, role: Role | null, path: string, sent: Sent, ...statuses: number[]]
const refused = [400, 401, 403, 404, 409, 413, 422, 423, 429]
const form = (fields: Record<string, string>): Sent => ({ form: fields })
const typed = (type: string, text: string | Buffer): Sent => ({ text, headers: { 'Content-Type': type } })

test.afterEach(({ platform }) => {
  expect(platform.readOutput(), 'the log').not.toMatch(/A request failed|Failed query|TypeError|ERR_/)
})

test('whoever is not logged in is sent to the login, or told so', async ({ as, targets, db }) => {
  const stranger = as(null)
  await expectIntact(db, tables, async () => {
    for (const [path] of pagesOf(targets)) {
      const { status, location } = await stranger.get(path)
      expect.soft([status, location], path).toEqual([302, expect.stringMatching(/^\/login\?next=/)])
    }
    for (const { path, role, sent } of actsOf(targets)) {
      if (role === null) continue
      for (const address of [path, `${path}.data`]) {
        const answer = await stranger.post(address, sent)
        const isSent = answer.location.startsWith('/login?') || answer.text.includes('/login?next=')
        expect.soft(answer.status === 401 || isSent, `${address}: ${answer.status}`).toBe(true)
      }
    }
  })
  expect((await stranger.get('/audit.csv.data')).text).toContain('/login?next=')
})

test('a role opens its own pages and no others, and acts in none of them', async ({ as, targets, db }) => {
  await expectIntact(db, tables, async () => {
    for (const [path, ...allowed] of pagesOf(targets)) {
      const answers = await Promise.all(
        roles.map(async (role) => ({ role, answer: await as(loginOf(targets, role)).get(path) })),
      )
      for (const { role, answer } of answers) {
        if (allowed.includes(role)) expectNoFault(answer, `${role} ${path}`)
        else expectRefused(answer, [403], `${role} ${path}`)
      }
    }
    for (const { path, role: allowed, sent } of actsOf(targets)) {
      if (allowed === null || path === '/account/password') continue
      // Both write to the bank: the page of a question is for both, and what each may do there is asked below.
      const others = roles.filter(
        (role) => role !== allowed && !(path.startsWith('/bank/') && role === 'author'),
      )
      for (const role of others) {
        const answer = await as(loginOf(targets, role)).post(path, sent)
        expectRefused(answer, [401, 403], `${role} POST ${path}`)
      }
    }
  })
})

test('other regions, sittings, departments and people do not exist', async ({ as, targets: t, db }) => {
  const { candidate, own, other } = t
  const gets: [string, string, ...number[]][] = [
    [candidate.login, `/wait/${own.candidates[1].registrationId}`, 404],
    [candidate.login, `/wait/${own.candidates[1].registrationId}/standing`, 404],
    [candidate.login, `/sit/${t.attemptId}`, 404],
    [candidate.login, `/sit/${t.attemptId}/standing`, 404],
    [candidate.login, `/receipts/${t.receiptId}`, 404],
    ['proctor1', `/proctor/${other.sittingId}`, 404],
    ['proctor1', `/proctor/${other.sittingId}/check-in`, 404],
    ['inspector', `/proctor/${own.sittingId}`, 404],
    ['liaison', `/department?unit=${t.unitId}`, 403],
    ['liaison', `/statistics/${t.onlineExamId}?unit=${t.countyId}`, 403],
    ['liaison', `/statistics/${t.onlineExamId}/people?unit=${t.countyId}`, 403],
    ['liaison', `/statistics/${t.onlineExamId}/export?unit=${t.countyId}`, 403],
    ['countyadmin', `/statistics/${t.onlineExamId}/people?unit=${t.unitId}`, 403, 404],
  ]
  const acts: [string, string, Sent, ...number[]][] = [
    [candidate.login, `/wait/${own.candidates[1].registrationId}/accept`,
      { json: { document: 'pledge', version: documentVersions.pledge } }, 404],
    [candidate.login, `/wait/${own.candidates[1].registrationId}/standing`, { json: { acknowledge: noId } }, 404],
    ['countyadmin', '/admin/accounts', form({ intent: 'disable', id: t.accountId }), 409],
    ['countyadmin', '/admin/accounts', form({ intent: 'issue-code', id: t.accountId }), 409],
    ['admin', '/admin/accounts', form({ intent: 'disable', id: await idOf(db, 'admin') }), 409],
    ['proctor1', `/proctor/${other.sittingId}/check-in`,
      form({ intent: 'check-in', registrationId: other.candidates[0].registrationId }), 404, 409],
    ['proctor1', `/proctor/${other.sittingId}/check-in`, form({ intent: 'find', q: '王' }), 404],
    ['centre', `/centre/rooms/${t.roomId}`, form({ seatId: t.foreignSeatId, mark: 'unusable' }), 404],
  ] // prettier-ignore
  await expectIntact(db, tables, async () => {
    for (const [login, path, ...statuses] of gets)
      expectRefused(await as(login).get(path), statuses, `${login} ${path}`)
    for (const [login, path, sent, ...statuses] of acts)
      expectRefused(await as(login).post(path, sent), statuses, `${login} POST ${path}`)
  })
})

test('what is no form, or not the form of the page, is refused in words', async ({ as, targets: t, db }) => {
  const desk = `/proctor/${t.own.sittingId}/check-in`
  const [room, sitting] = [`/centre/rooms/${t.roomId}`, `/centre/sittings/${t.own.sittingId}`]
  const wait = `/wait/${t.candidate.registrationId}`
  const at = t.own.candidates[1].registrationId
  const cases: Wanted[] = [
    ['no password', null, '/login', form({ login: 'x' }), 400],
    ['a file for a login', null, '/login', { multipart: { login: fileOf('x'), password: 'x' } }, 400],
    ['a login of a megabyte', null, '/login', form({ login: 'x'.repeat(1e6), password: 'x' }), 400],
    ['no code', null, '/activate', form({ login: 'x' }), 400],
    ['no language of ours', null, '/language', form({ lang: 'tlh' }), 400, 422],
    ['a password alone', 'candidate', '/account/password', form({ password: 'x' }), 400],
    ['an unknown document', 'candidate', `${wait}/accept`, { json: { document: 'x', version: 'x' } }, 422],
    ['an old version', 'candidate', `${wait}/accept`, { json: { document: 'pledge', version: '0' } }, 422],
    ['a number for a version', 'candidate', `${wait}/accept`, { json: { document: 'pledge', version: 1 } }, 422],
    ['half a JSON', 'candidate', `${wait}/accept`, typed('application/json', '{"document":'), 422],
    ['a message that is no id', 'candidate', `${wait}/standing`, { json: { acknowledge: '\0' } }, 422],
    ['no id in the path', 'candidate', '/wait/abc/accept', { json: { document: 'pledge', version: 'x' } }, 404],
    ['no intent', 'proctor', desk, form({ registrationId: at }), 400],
    ['an unknown intent', 'proctor', desk, form({ intent: 'x', registrationId: at }), 400],
    ['no id', 'proctor', desk, form({ intent: 'check-in', registrationId: '1 or 1=1' }), 400],
    ['a search of a megabyte', 'proctor', desk, form({ intent: 'find', q: 'x'.repeat(1e6) }), 400],
    ['an unknown intent', 'administrator', '/admin/accounts', form({ intent: 'x', id: t.accountId }), 400],
    ['no id', 'administrator', '/admin/accounts', form({ intent: 'disable', id: 'x' }), 400],
    ['nobody', 'administrator', '/admin/accounts', form({ intent: 'open', id: noId }), 409],
    ['an unknown kind', 'author', '/bank/new', form({ kind: 'essay', difficulty: 'easy' }), 400],
    ['an empty question', 'author', '/bank/new', form({ kind: 'single', difficulty: 'easy' }), 422],
    ['no such question', 'author', '/bank/x/edit', form({ kind: 'single', difficulty: 'easy', base: '1' }), 404],
    ['an unknown intent', 'reviewer', `/bank/${t.questions.inReview}`, form({ intent: 'x', version: '1' }), 400],
    ['a version beyond numbers', 'reviewer', `/bank/${t.questions.inReview}`, form({ intent: 'approved', version: '1e999' }), 409],
    ['no mark', 'centre-manager', room, form({ seatId: t.seatId }), 400],
    ['an unknown mark', 'centre-manager', room, form({ seatId: t.seatId, mark: 'x' }), 400],
    ['no seat', 'centre-manager', room, form({ seatId: 'x', mark: 'unusable' }), 400],
    ['no intent', 'centre-manager', sitting, form({ staff: `proctor ${t.accountId}` }), 400],
    ['an unknown role', 'centre-manager', sitting, form({ intent: 'add', staff: `admin ${t.accountId}` }), 400],
    ['no account', 'centre-manager', sitting, form({ intent: 'add', staff: 'proctor' }), 400],
    ['no member of staff', 'centre-manager', sitting, form({ intent: 'add', staff: `proctor ${t.accountId}` }), 409],
  ] // prettier-ignore
  const broken: Sent[] = [
    { text: '' },
    typed('application/json', '{}'),
    typed('text/plain', 'x'),
    typed('multipart/form-data', 'x'),
    typed('multipart/form-data; boundary=b', '--b\r\nbroken'),
    typed('application/x-www-form-urlencoded', 'intent=%00&id=%00&login=%00&password=%00&lang=%00&file=%00'),
    { method: 'PUT', text: '' },
    { method: 'DELETE' },
    { method: 'PATCH', text: '\0' },
  ]
  await expectIntact(db, tables, async () => {
    for (const [what, role, path, sent, ...statuses] of cases)
      expectRefused(await as(loginOf(t, role)).post(path, sent), statuses, `${path}: ${what}`)
    for (const { path, role } of actsOf(t)) {
      for (const [index, sent] of broken.entries()) {
        const address = index % 2 === 0 ? path : `${path}.data`
        const answer = await as(loginOf(t, role)).post(address, sent)
        expectRefused(answer, refused, `${address}: body ${index}`)
      }
    }
  })
})

test('five megabytes are refused everywhere', async ({ as, targets: t, db }) => {
  const large = typed('application/x-www-form-urlencoded', Buffer.alloc(5 * 1024 * 1024, 'a'))
  await expectIntact(db, tables, async () => {
    for (const { path, role } of actsOf(t)) {
      for (const address of [path, `${path}.data`])
        expectRefused(await as(loginOf(t, role)).post(address, large), [413, 422], address)
    }
  })
})

test('another site’s page can do nothing with somebody’s cookie', async ({ as, targets: t, db }) => {
  const origins: Record<string, string>[] = [
    { Origin: 'https://elsewhere.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ]
  const forms = [...actsOf(t), { path: '/logout', role: 'candidate' as const, sent: form({}) }]
  await expectIntact(db, tables, async () => {
    for (const { path, role, sent } of forms) {
      for (const [index, headers] of origins.entries()) {
        const address = index % 2 === 0 ? path : `${path}.data`
        expectRefused(await as(loginOf(t, role)).post(address, { ...sent, headers }), [403], address)
      }
    }
  })
  expect((await as(t.candidate.login).get('/home')).status, 'still logged in').toBe(200)
})

test('what comes out of order is refused', async ({ as, targets: t, db }) => {
  const { own, over, questions } = t
  // The author becomes a reviewer too: nobody approves what they wrote.
  const id = uuidv7()
  await db.insert(accountRoles).values({ id, accountId: t.authorId, role: 'reviewer', unitId: null })
  const inReview = (fields: Record<string, string>) => form({ version: String(t.version), ...fields })
  const cases: Wanted[] = [
    ['a sitting that is over', 'proctor', `/proctor/${over.sittingId}/check-in`,
      form({ intent: 'check-in', registrationId: over.candidates[0].registrationId }), 409],
    ['another sitting’s candidate', 'proctor', `/proctor/${own.sittingId}/check-in`,
      form({ intent: 'check-in', registrationId: over.candidates[0].registrationId }), 409],
    ['unlocking nobody', 'proctor', `/proctor/${own.sittingId}/check-in`, form({ intent: 'unlock', registrationId: noId }), 409],
    ['one’s own question', 'author', `/bank/${questions.inReview}`, inReview({ intent: 'approved' }), 409],
    ['one’s own question, sent back', 'author', `/bank/${questions.inReview}`, inReview({ intent: 'sent-back', comment: 'x' }), 409],
    ['what is in review already', 'author', `/bank/${questions.inReview}`, inReview({ intent: 'submitted' }), 409],
    ['a draft', 'reviewer', `/bank/${questions.draft}`, form({ intent: 'approved', version: '1' }), 409],
    ['what is approved already', 'reviewer', `/bank/${questions.approved}`, form({ intent: 'approved', version: '1' }), 409],
    ['another version', 'reviewer', `/bank/${questions.inReview}`, form({ intent: 'approved', version: '7' }), 409],
    ['no word of why', 'reviewer', `/bank/${questions.inReview}`, inReview({ intent: 'sent-back', comment: ' ' }), 422],
    ['somebody else’s draft', 'reviewer', `/bank/${questions.draft}`, form({ intent: 'submitted', version: '1' }), 409],
    ['an edit of an older version', 'author', `/bank/${questions.draft}/edit`, form({ kind: 'single', difficulty: 'easy', base: '0' }), 409],
    ['a proctor of a sitting that is over', 'centre-manager', `/centre/sittings/${over.sittingId}`,
      form({ intent: 'add', staff: `proctor ${await idOf(db, 'proctor2')}` }), 409],
    ['one who does not work there', 'centre-manager', `/centre/sittings/${own.sittingId}`,
      form({ intent: 'remove', staff: `proctor ${await idOf(db, 'proctor2')}` }), 409],
  ] // prettier-ignore
  await expectIntact(db, tables, async () => {
    for (const [what, role, path, sent, ...statuses] of cases) {
      for (const address of [path, `${path}.data`])
        expectRefused(await as(loginOf(t, role)).post(address, sent), statuses, `${address}: ${what}`)
    }
  })
  await db.delete(accountRoles).where(eq(accountRoles.id, id))
})

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
    ['more than two megabytes', Buffer.from(head + 'x'.repeat(2.05e6)), 413],
    ['150 MB in a small zip', workbookOf(Buffer.alloc(150e6, ' ')), 422],
    ['90 MB in a zip that denies it', workbookOf('<a>'.repeat(30e6), 1000), 422],
    ['a cell in row 999,999,999', workbookOf(`<worksheet><sheetData>${cell}</sheetData></worksheet>`), 422],
  ] // prettier-ignore
  const upload = (file: Buffer | Uint8Array, more: Record<string, string> = {}) =>
    admin.post('/admin/study', {
      multipart: { campaign: t.campaignId, file: { ...fileOf(''), buffer: Buffer.from(file) }, ...more },
    })
  await expectIntact(db, tables, async () => {
    let answered = 0
    let done = false
    const others = (async () => {
      while (!done) answered += (await as(null).get('/login')).status === 200 ? 1 : 0
    })()
    for (const [what, file, ...statuses] of files) {
      const before = answered
      expectRefused(await upload(file), statuses, what)
      expect.soft(answered, `others are served during: ${what}`).toBeGreaterThanOrEqual(before)
    }
    done = true
    await others
    expect.soft(answered).toBeGreaterThan(files.length)
    const formulas = Buffer.from(`${head}=cmd|' /C calc'!A0,=1+1,@SUM(A1)\n`)
    expectNoFault(await upload(formulas), 'formulas are people nobody knows')
    expectRefused(await upload(formulas, { intent: 'import' }), [409], 'an import of what was not checked')
    expectRefused(await upload(formulas, { campaign: noId }), [404], 'no such season')
    expectRefused(await upload(formulas, { campaign: 'x' }), [404], 'no season')
    expectRefused(
      await admin.post('/admin/study', form({ campaign: t.campaignId, file: 'x' })),
      [400],
      'a name',
    )
  })
})

test('no address, however it is written, meets a fault of ours', async ({ as, targets: t }) => {
  const values = [
    '', '%00', '-1', '0', '1e308', '1e309', 'NaN', '0.5', '99999999999999999999', 'abc', noId, '%E0%A4%A', '%FF%FE',
    'x'.repeat(6000), '%27%20or%201=1--', '%25%27_%5C', '%F0%9F%98%80', '0000-01-01', '0001-01-01', '9999-12-31',
  ] // prettier-ignore
  const queries: [login: string | null, path: string, ...names: string[]][] = [
    ['author', '/bank', 'page', 'lawId', 'kind', 'difficulty', 'state', 'text'],
    ['author', `/bank/${t.questions.approved}`, 'version', 'done'],
    ['admin', '/admin/staff', 'page', 'role'],
    ['admin', '/admin/accounts', 'q'],
    ['admin', `/statistics/${t.onlineExamId}`, 'unit', 'depth', 'sort'],
    ['admin', `/statistics/${t.onlineExamId}/people`, 'unit', 'page', 'list'],
    ['admin', `/statistics/${t.onlineExamId}/export`, 'unit'],
    ['auditor', '/audit', 'before', 'action', 'person', 'subject', 'subjectId', 'day'],
    ['auditor', '/audit.csv', 'action', 'person', 'subject', 'subjectId', 'day'],
    ['liaison', '/department', 'unit'],
    ['proctor1', `/proctor/${t.own.sittingId}/check-in`, 'checked'],
    [null, '/verify', 'receipt'],
    [null, '/login', 'login', 'next'],
    [null, '/activate', 'login'],
  ]
  for (const [login, path, ...names] of queries) {
    for (const name of names) {
      const addresses = values.map((value) => `${path}?${name}=${value}`)
      const answers = await Promise.all(addresses.map((address) => as(login).get(address)))
      for (const [index, answer] of answers.entries()) expectNoFault(answer, addresses[index] ?? '')
    }
  }
  const paths = pagesOf(t).filter(([path]) => path.includes('-'))
  for (const [path, role] of paths) {
    for (const id of ['%00', 'abc', '%E0%A4%A', '..%2f..%2f', '%0d%0aX:%20y', 'x'.repeat(5000)]) {
      const address = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, id)
      expectRefused(await as(loginOf(t, role ?? null)).get(address), [404, 422], address)
    }
  }
  for (const next of [
    '//elsewhere.example',
    'https://elsewhere.example',
    '/..//elsewhere.example',
    '/\\elsewhere.example',
  ]) {
    const { status, location } = await as(t.candidate.login).get(`/login?next=${encodeURIComponent(next)}`)
    expect.soft([status, /^\/(?![/\\])/.test(location)], next).toEqual([302, true])
  }
})

const fileOf = (content: string) => ({ name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from(content) })

async function idOf(db: Db, login: string): Promise<string> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.login, login))
  return account?.id ?? ''
}
