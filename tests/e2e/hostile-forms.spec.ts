import { expect } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'

import { documentVersions } from '#app/services/exams/documents.ts'
import type { Db } from '#db/client.ts'
import { accountRoles, accounts } from '#db/schema/organisation.ts'
import { expectIntact, expectNoFault, expectRefused, type Sent } from '#tests/fixtures/hostile-client.ts'
import {
  actsOf,
  emptyBlueprint,
  emptyExam,
  loginOf,
  noId,
  pagesOf,
  type Role,
  roles,
  tables,
  test,
} from '#tests/fixtures/hostile-targets.ts'

type Wanted = [what: string, role: Role | null, path: string, sent: Sent, ...statuses: number[]]
const refused = [400, 401, 403, 404, 409, 413, 422, 423, 429]
const form = (fields: Record<string, string>): Sent => ({ form: fields })
const typed = (type: string, text: string | Buffer): Sent => ({ text, headers: { 'Content-Type': type } })

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
    ['countyadmin', `/statistics/${t.onlineExamId}/items`, 403],
    ['countyadmin', `/statistics/${t.onlineExamId}/items/export`, 403],
    ['countyadmin', `/statistics/${t.onlineExamId}/people?unit=${t.unitId}`, 403, 404],
    ['countyadmin', `/admin/exams/${t.draftExamId}`, 404],
    ['countyadmin', `/admin/exams/${t.draftExamId}/preview`, 404],
    ['countyadmin', `/admin/blueprints/${t.blueprintId}`, 404],
    ['countyadmin', `/admin/blueprints/new?from=${t.blueprintId}`, 404],
  ]
  const acts: [string, string, Sent, ...number[]][] = [
    [candidate.login, `/wait/${own.candidates[1].registrationId}/accept`,
      { json: { document: 'pledge', version: documentVersions.pledge } }, 404],
    [candidate.login, `/wait/${own.candidates[1].registrationId}/standing`, { json: { acknowledge: noId } }, 404],
    ['countyadmin', `/statistics/${t.onlineExamId}/key-fixes/${t.keyFix.id}`, form({ intent: 'approved' }), 403],
    ['countyadmin', `/statistics/${t.onlineExamId}/key-fixes/${t.keyFix.id}`, form({ intent: 'rejected', reason: 'x' }), 403],
    ['countyadmin', '/admin/accounts', form({ intent: 'disable', id: t.accountId }), 409],
    ['countyadmin', `/admin/exams/${t.draftExamId}`, form({ intent: 'publish', checked: 'yes', base: 'x' }), 404],
    ['countyadmin', `/admin/exams/${t.draftExamId}`, form({ intent: 'copy' }), 404],
    ['countyadmin', `/admin/exams/${t.draftExamId}/edit`, form({ ...emptyExam, base: 'x', intent: 'save' }), 404],
    ['countyadmin', `/admin/blueprints/${t.blueprintId}`, form({ intent: 'archive' }), 404],
    ['countyadmin', '/admin/exams/new', form({ ...emptyExam, campaign: t.campaignId, intent: 'save' }), 409],
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
  const keyFixes = `/statistics/${t.onlineExamId}/key-fixes`
  const keyFix = `${keyFixes}/${t.keyFix.id}`
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
    ['no blueprint', 'administrator', '/admin/blueprints/new', form({ intent: 'save' }), 400],
    ['an unknown button', 'administrator', '/admin/blueprints/new', form({ ...emptyBlueprint, intent: 'x' }), 400],
    ['an unknown kind of part', 'administrator', '/admin/blueprints/new', form({ ...emptyBlueprint, 'p0.kind': 'essay', intent: 'save' }), 400],
    ['a blueprint without questions', 'administrator', '/admin/blueprints/new', form({ ...emptyBlueprint, intent: 'save' }), 422],
    ['an older blueprint', 'administrator', `/admin/blueprints/${t.blueprintId}`, form({ ...emptyBlueprint, base: '1', intent: 'save' }), 409],
    ['no such blueprint', 'administrator', `/admin/blueprints/${noId}`, form({ intent: 'archive' }), 404],
    ['an unknown kind of exam', 'administrator', '/admin/exams/new', form({ ...emptyExam, kind: 'oral', intent: 'save' }), 400],
    ['no campaign', 'administrator', '/admin/exams/new', form({ ...emptyExam, campaign: noId, intent: 'save' }), 409],
    ['an empty exam', 'administrator', '/admin/exams/new', form({ ...emptyExam, campaign: t.campaignId, intent: 'save' }), 422],
    ['another state', 'administrator', `/admin/exams/${t.draftExamId}`, form({ intent: 'publish', checked: 'yes', base: 'x' }), 409],
    ['nothing checked', 'administrator', `/admin/exams/${t.draftExamId}`, form({ intent: 'publish', base: 'x' }), 422],
    ['an older state', 'administrator', `/admin/exams/${t.draftExamId}/edit`, form({ ...emptyExam, base: 'x', intent: 'save' }), 409],
    ['what is published', 'administrator', `/admin/exams/${t.onlineExamId}/edit`, form({ ...emptyExam, base: 'x', intent: 'save' }), 302],
    ['what is published, put away', 'administrator', `/admin/exams/${t.onlineExamId}`, form({ intent: 'archive' }), 409],
    ['an unknown kind', 'author', '/bank/new', form({ kind: 'essay', difficulty: 'easy' }), 400],
    ['an empty question', 'author', '/bank/new', form({ kind: 'single', difficulty: 'easy' }), 422],
    ['no such question', 'author', '/bank/x/edit', form({ kind: 'single', difficulty: 'easy', base: '1' }), 404],
    ['an unknown intent', 'reviewer', `/bank/${t.questions.inReview}`, form({ intent: 'x', version: '1' }), 400],
    ['a version beyond numbers', 'reviewer', `/bank/${t.questions.inReview}`, form({ intent: 'approved', version: '1e999' }), 409],
    ['no decision', 'administrator', keyFix, form({ reason: 'x' }), 400],
    ['an unknown decision', 'administrator', keyFix, form({ intent: 'x' }), 400],
    ['a reason of a megabyte', 'administrator', keyFix, form({ intent: 'rejected', reason: 'x'.repeat(1e6) }), 400, 413],
    ['no reason', 'administrator', keyFix, form({ intent: 'rejected', reason: ' ' }), 409, 422],
    ['no such correction', 'administrator', `${keyFixes}/${noId}`, form({ intent: 'approved' }), 404],
    ['no id of a correction', 'administrator', `${keyFixes}/x`, form({ intent: 'approved' }), 404],
    ['what nobody has seen', 'administrator', keyFix, form({ intent: 'approved' }), 409],
    ['another effect', 'administrator', keyFix,
      form({ intent: 'approved', asOf: new Date().toISOString(), digest: 'f'.repeat(64) }), 409],
    ['no instant', 'administrator', keyFix, form({ intent: 'approved', asOf: 'now', digest: 'f'.repeat(64) }), 400],
    ['a proposal of an administrator', 'administrator', keyFixes, form({ version: noId, kind: 'void', reason: 'x' }), 403],
    ['no question', 'author', keyFixes, form({ version: noId, kind: 'void', reason: 'x' }), 422],
    ['no id of a question', 'reviewer', keyFixes, form({ version: "' or 1=1", kind: 'key', reason: 'x' }), 422],
    ['nothing at all', 'author', keyFixes, form({ kind: 'x' }), 422],
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

test('a body that does not tell its size is read like any other', async ({ platform }) => {
  const send = (path: string, type: string, parts: string[]) =>
    fetch(`${platform.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: new Blob(parts).stream(),
      duplex: 'half',
    })
  const json = ['{"login":"nobody-3",', '"password":"x"}']
  expect(
    (await send('/login', 'application/x-www-form-urlencoded', ['login=nobody-3&', 'password=x'])).status,
  ).toBe(401)
  expect((await send('/api/v1/session', 'application/json', json)).status).toBe(401)
  expect((await send('/api/v1/session', 'application/json', ['x'.repeat(70_000)])).status).toBe(413)
  expect((await fetch(`${platform.url}/api/v1/session`, { method: 'DELETE' })).status).toBeLessThan(500)
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
    ['taking back what is not in force', 'administrator', `/statistics/${t.onlineExamId}/key-fixes/${t.keyFix.id}`,
      form({ intent: 'reverted', reason: 'x' }), 409],
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

const fileOf = (content: string) => ({ name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from(content) })

async function idOf(db: Db, login: string): Promise<string> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.login, login))
  return account?.id ?? ''
}
