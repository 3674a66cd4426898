import { expect, type Page } from '@playwright/test'

import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { examMessages } from '#app/i18n/exam.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { listReceipts } from '#db/queries/attempts.ts'
import { insertOutage } from '#db/queries/outages.ts'
import { listRegradesOfFix } from '#db/queries/regrade.ts'
import { acceptDocuments } from '#tests/fixtures/accept-documents.ts'
import { findLandmarks, loginOf } from '#tests/fixtures/demo-landmarks.ts'
import { addDemoSitting } from '#tests/fixtures/demo-sitting.ts'
import { caseCode } from '#tests/fixtures/hostile-targets.ts'
import { type Stop, test } from '#tests/fixtures/tour.ts'
import { examStops, opened, press } from '#tests/pages/exam-stops.ts'

test.describe.configure({ timeout: 240_000 })

test('pages open to everybody, and those for what does not exist or is not allowed', async ({
  page,
  complaints,
  tour,
  signIn,
}) => {
  complaints.allow(/status of 40[34]/)
  await tour.visit(page, [
    { name: 'login', path: '/login', narrow: true },
    { name: 'activate', path: '/activate', narrow: true },
    { name: 'verify', path: '/verify', narrow: true },
    { name: 'verify-unknown', path: '/verify?receipt=01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f' },
    { name: 'not-found-outside', path: '/there/is/nothing' },
  ])
  await signIn('E000050')
  await tour.visit(page, [
    { name: 'not-found', path: '/there/is/nothing', narrow: true },
    { name: 'forbidden', path: '/admin', narrow: true },
  ])
})

test('a candidate’s pages, from home to the receipt', async ({ page, db, tour, signIn, openBrowser }) => {
  const { online } = await findLandmarks(db)
  const sitting = await addDemoSitting(
    db,
    '法治宣传教育法专题考试',
    'Law exam on legal publicity and education',
  )
  const [first] = sitting.candidates
  const proctor = await openBrowser()
  await signIn('proctor1', proctor)
  const act = async (path: string, data: object) => {
    const answer = await proctor.request.post(`/api/v1/${path}`, { data })
    expect(answer.ok(), path).toBe(true)
  }

  const atHome = await openBrowser()
  await signIn(online.login, atHome)
  await tour.visit(atHome, [
    { name: 'home-online', path: '/home', narrow: true },
    { name: 'wait-online', path: `/wait/${online.registrationId}`, narrow: true },
    { name: 'account-password', path: '/account/password', narrow: true },
  ])

  await signIn(first.login)
  const wait = `/wait/${first.registrationId}`
  await tour.visit(page, [
    { name: 'home-centre', path: '/home', narrow: true },
    { name: 'wait-check-in', path: wait, narrow: true },
    {
      name: 'wait-notice',
      path: wait,
      open: (at, locale) =>
        at.getByRole('button', { name: waitingMessages[locale].steps.read }).first().click(),
      narrow: true,
    },
  ])
  await act(`registrations/${first.registrationId}/check-in`, {})
  await acceptDocuments(page, first.registrationId)
  await tour.visit(page, [{ name: 'wait-ready', path: wait, narrow: true }])

  await act(`sittings/${sitting.sittingId}/start`, {})
  await page.goto(wait)
  await expect(page).toHaveURL(/\/sit\//, { timeout: 15_000 })
  const exam = page.url()
  await opened(page)
  const next = 'ArrowRight'
  for (const key of ['a', next, 'b', 'm', next, 'a', next, next, 'b', next, 'm', next, 'a']) {
    await page.keyboard.press(key)
  }
  await tour.visit(page, examStops(new URL(exam).pathname, sitting.sittingId, act))

  await page.getByRole('button', { name: examMessages.en.handIn.button, exact: true }).click()
  await press(page, examMessages.en.handIn.proceed)
  await page.getByRole('dialog').getByRole('button', { name: examMessages.en.handIn.yes }).click()
  await expect(page).toHaveURL(/\/receipts\//, { timeout: 15_000 })
  const receipt = new URL(page.url()).pathname
  await tour.visit(page, [
    { name: 'receipt', path: receipt, narrow: true },
    { name: 'verify-genuine', path: `/verify?receipt=${receipt.split('/').pop()}`, narrow: true },
    { name: 'wait-over', path: wait },
    { name: 'home-after', path: '/home', narrow: true },
  ])
})

test('a proctor’s and an inspector’s pages', async ({ page, db, tour, signIn, openBrowser }) => {
  const { sittingId, seated } = await findLandmarks(db)
  // One sits before the camera; two begin and are gone, so that the wall has something to show.
  const sitting = []
  for (const { login, registrationId } of seated.slice(2, 5)) {
    const candidate = await openBrowser()
    await signIn(login, candidate)
    await acceptDocuments(candidate, registrationId)
    await candidate.goto(`/wait/${registrationId}`)
    await expect(candidate).toHaveURL(/\/sit\//, { timeout: 15_000 })
    await opened(candidate)
    await candidate.keyboard.press('a')
    await expect(candidate.getByText(examMessages['zh-CN'].save.saved, { exact: true })).toBeVisible()
    sitting.push(candidate)
  }
  for (const gone of sitting.slice(1)) await gone.close()
  const room = `/proctor/${sittingId}`
  const m = (locale: Locale) => proctoringMessages[locale]
  const enlarge = (at: Page, locale: Locale) =>
    at
      .getByRole('region', { name: m(locale).wall })
      .getByRole('button', { name: /^3\D/ })
      .click()

  await signIn('proctor1')
  await tour.visit(page, [
    { name: 'proctor', path: '/proctor' },
    { name: 'check-in', path: `${room}/check-in` },
    {
      name: 'room',
      path: room,
      open: (at) => expect(at.locator('video').first()).toBeVisible({ timeout: 15_000 }),
    },
    { name: 'room-seat', path: room, open: enlarge },
    {
      name: 'room-more',
      path: room,
      open: async (at, locale) => {
        await enlarge(at, locale)
        await at.getByText(m(locale).spot.more).click()
      },
    },
    {
      name: 'room-time',
      path: room,
      open: async (at, locale) => {
        await enlarge(at, locale)
        await press(at, m(locale).acts.time)
      },
    },
    {
      name: 'room-incident',
      path: room,
      open: (at, locale) => press(at, m(locale).acts.incident),
    },
    {
      name: 'room-pause',
      path: room,
      open: (at, locale) => press(at, m(locale).acts.pause),
    },
  ])
  const until = new Date()
  await insertOutage(db, { from: new Date(until.getTime() - 20_000), until, lostMs: 20_000 })
  await tour.visit(page, [{ name: 'room-outage', path: room }])
  await press(page, m('en').outage.giveBack('0:20'))
  await expect(page.getByText(m('en').outage.given('0:20'))).toBeVisible()
  const inspector = await openBrowser()
  await signIn('inspector', inspector)
  await tour.visit(inspector, [
    { name: 'inspect', path: '/inspect' },
    { name: 'inspect-room', path: room, open: enlarge },
  ])
})

test('figures, administration and audit', async ({ db, tour, signIn, openBrowser }) => {
  const { onlineExamId, pastExamId, countyId, draftExamId, blueprintId } = await findLandmarks(db)
  const as = async (login: string, stops: Stop[]) => {
    const page = await openBrowser()
    await signIn(login, page)
    await tour.visit(page, stops)
  }
  await as('admin', [
    { name: 'statistics', path: '/statistics' },
    { name: 'statistics-past', path: `/statistics/${pastExamId}` },
    { name: 'statistics-current', path: `/statistics/${onlineExamId}` },
    { name: 'statistics-county', path: `/statistics/${pastExamId}?unit=${countyId}` },
    { name: 'statistics-departments', path: `/statistics/${pastExamId}?depth=2` },
    { name: 'statistics-people', path: `/statistics/${pastExamId}/people?unit=${countyId}&list=not-passed` },
    { name: 'statistics-exempt', path: `/statistics/${pastExamId}/people?list=exempt` },
    { name: 'statistics-items', path: `/statistics/${pastExamId}/items` },
    { name: 'admin', path: '/admin' },
    { name: 'admin-study', path: '/admin/study' },
    { name: 'admin-accounts', path: '/admin/accounts' },
    { name: 'admin-accounts-found', path: '/admin/accounts?q=E000050' },
    { name: 'admin-staff', path: '/admin/staff' },
    { name: 'admin-blueprints', path: '/admin/blueprints' },
    { name: 'admin-blueprint-new', path: '/admin/blueprints/new?from=jining' },
    {
      name: 'admin-blueprint',
      path: `/admin/blueprints/${blueprintId}`,
      open: (at, locale) => at.getByText(blueprintMessages[locale].form.laws).first().click(),
    },
    {
      name: 'admin-blueprint-short',
      path: `/admin/blueprints/${blueprintId}`,
      open: async (at, locale) => {
        await at.locator('[name="p0.r1.count"]').fill('400')
        const { bad, title } = blueprintMessages[locale].proof
        await expect(at.getByText(bad(1, 1).slice(0, 5)).first()).toBeVisible({ timeout: 15_000 })
        await at.getByRole('heading', { name: title }).scrollIntoViewIfNeeded()
      },
    },
    { name: 'admin-exams', path: '/admin/exams' },
    { name: 'admin-exam-new', path: '/admin/exams/new' },
    { name: 'admin-exam', path: `/admin/exams/${draftExamId}` },
    { name: 'admin-exam-edit', path: `/admin/exams/${draftExamId}/edit` },
    { name: 'admin-exam-preview', path: `/admin/exams/${draftExamId}/preview` },
    { name: 'admin-exam-published', path: `/admin/exams/${onlineExamId}` },
  ])
  await as('liaison', [{ name: 'department', path: '/department' }])
  await as('auditor', [{ name: 'audit', path: '/audit' }])
})

test('a key correction, from the proposal to the candidate’s notice', async ({
  db,
  tour,
  signIn,
  openBrowser,
}) => {
  const { onlineExamId, keyFix } = await findLandmarks(db)
  const list = `/statistics/${onlineExamId}/key-fixes`
  const as = async (login: string, stops: Stop[]) => {
    const page = await openBrowser()
    await signIn(login, page)
    await tour.visit(page, stops)
    return page
  }
  await as('author', [
    { name: 'key-fixes-author', path: list },
    { name: 'key-fixes-question', path: `${list}?question=${keyFix.code}` },
    { name: 'key-fix-author', path: `${list}/${keyFix.id}` },
  ])
  const admin = await as('admin', [
    { name: 'key-fixes', path: list },
    { name: 'key-fix-proposed', path: `${list}/${keyFix.id}` },
  ])
  await admin.goto(`${list}/${keyFix.id}`)
  await press(admin, regradeMessages.en.decide.approve)
  await expect(admin.getByText(regradeMessages.en.done.approved)).toBeVisible({ timeout: 15_000 })
  const [changed] = await listRegradesOfFix(db, keyFix.id, false)
  const [before, now] = await listReceipts(db, changed?.regrade.attemptId ?? '')
  await as(await loginOf(db, changed?.personId ?? ''), [
    { name: 'home-corrected', path: '/home', narrow: true },
    { name: 'receipt-corrected', path: `/receipts/${now?.id}`, narrow: true },
    { name: 'receipt-superseded', path: `/receipts/${before?.id}`, narrow: true },
    { name: 'verify-superseded', path: `/verify?receipt=${before?.id}`, narrow: true },
  ])
  await as('admin2', [{ name: 'key-fix-applied', path: `${list}/${keyFix.id}` }])
})

test('the bank and the centre', async ({ db, tour, signIn, openBrowser }) => {
  const { questions, pastExamId, roomId, sittingId, changedLawId, changedLawVersions } =
    await findLandmarks(db)
  const changedLaw = `/bank/laws/${changedLawId}`
  const as = async (login: string, stops: Stop[]) => {
    const page = await openBrowser()
    await signIn(login, page)
    await tour.visit(page, stops)
  }
  await as('author', [
    { name: 'bank', path: '/bank', narrow: true },
    { name: 'bank-found', path: '/bank?text=%E7%BD%9A%E6%AC%BE+%E5%90%AC%E8%AF%81&difficulty=medium' },
    { name: 'bank-nothing-found', path: '/bank?text=%E6%9C%88%E7%90%83' },
    { name: 'bank-draft', path: `/bank/${questions.draft}` },
    { name: 'bank-edit', path: `/bank/${questions.draft}/edit` },
    { name: 'bank-new', path: '/bank/new', narrow: true },
    { name: 'bank-case-new', path: '/bank/cases/new' },
    { name: 'bank-case', path: `/bank/cases/${caseCode}`, narrow: true },
    { name: 'bank-case-edit', path: `/bank/cases/${caseCode}/edit` },
    { name: 'bank-differences', path: `/bank/${questions.draft}/differences?from=1&to=1` },
    { name: 'bank-duplicates', path: '/bank/duplicates', narrow: true },
    { name: 'bank-files', path: '/bank/import', narrow: true },
    { name: 'bank-file-checked', path: '/bank/import', open: checkFile, narrow: true },
    { name: 'bank-laws', path: '/bank/laws' },
    { name: 'bank-laws-import', path: '/bank/laws/import' },
    { name: 'bank-law', path: changedLaw },
    { name: 'bank-law-compare', path: `${changedLaw}/compare?${new URLSearchParams(changedLawVersions)}` },
    { name: 'bank-law-affected', path: `${changedLaw}/affected` },
    { name: 'bank-law-affected-look', path: `${changedLaw}/affected?view=look` },
    { name: 'bank-law-affected-none', path: `${changedLaw}/affected?view=none` },
    { name: 'bank-question', path: `/bank/${questions.approved}` },
    { name: 'bank-figures', path: '/bank/figures' },
    { name: 'bank-question-figures', path: `/bank/${questions.flagged}/figures` },
    { name: 'bank-exam-items', path: `/statistics/${pastExamId}/items?sort=facility` },
  ])
  await as('reviewer', [
    { name: 'bank-waiting', path: '/bank?state=in-review' },
    { name: 'bank-review', path: `/bank/${questions.inReview}` },
    { name: 'bank-export-nothing', path: '/bank/export?state=retired&kind=multiple' },
  ])
  await as('centre', [
    { name: 'centre', path: '/centre' },
    { name: 'centre-room', path: `/centre/rooms/${roomId}` },
    { name: 'centre-sitting', path: `/centre/sittings/${sittingId}` },
  ])
})

/** Sends a file of questions, and waits for what became of each. */
async function checkFile(page: Page, locale: Locale): Promise<void> {
  const m = bankFileMessages[locale]
  await page.getByLabel(m.file).setInputFiles('tests/fixtures/files/libreoffice-customary.xlsx')
  await press(page, m.check)
  await expect(page.getByRole('heading', { name: m.rowsTitle })).toBeVisible({ timeout: 30_000 })
}
