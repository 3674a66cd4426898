import { expect } from '@playwright/test'

import { expectNoFault, expectRefused } from '#tests/fixtures/hostile-client.ts'
import { loginOf, noId, pagesOf, test } from '#tests/fixtures/hostile-targets.ts'

test('no address, however it is written, meets a fault of ours', async ({ as, targets: t }) => {
  const values = [
    '', '%00', '-1', '0', '1e308', '1e309', 'NaN', '0.5', '99999999999999999999', 'abc', noId, '%E0%A4%A', '%FF%FE',
    'x'.repeat(6000), '%27%20or%201=1--', '%25%27_%5C', '%F0%9F%98%80', '0000-01-01', '0001-01-01', '9999-12-31',
  ] // prettier-ignore
  const queries: [login: string | null, path: string, ...names: string[]][] = [
    [
      'author',
      '/bank',
      'page',
      'lawId',
      'field',
      'kind',
      'difficulty',
      'audience',
      'trade',
      'origin',
      'inCase',
      'changed',
      'state',
      'text',
      'approved',
    ],
    ['author', '/bank/duplicates', 'page', 'least', 'done'],
    ['author', '/bank/new', 'case'],
    ['author', `/bank/${t.questions.approved}/differences`, 'from', 'to'],
    ['author', `/bank/${t.questions.approved}`, 'version', 'done', 'was'],
    ['admin', '/admin/staff', 'page', 'role'],
    ['admin', '/admin/accounts', 'q'],
    ['admin', `/statistics/${t.onlineExamId}`, 'unit', 'depth', 'sort'],
    ['admin', `/statistics/${t.onlineExamId}/people`, 'unit', 'page', 'list'],
    ['admin', `/statistics/${t.onlineExamId}/export`, 'unit'],
    ['admin', `/statistics/${t.pastExamId}/items`, 'sort', 'page'],
    ['author', '/bank/figures', 'level', 'flag', 'page'],
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
  const paths = pagesOf(t).filter(([path]) => /[0-9a-f]{8}-[0-9a-f-]{27}/.test(path))
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
