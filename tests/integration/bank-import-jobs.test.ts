import { eq } from 'drizzle-orm'
import { expect, vi } from 'vitest'

import { type ImportJob, ImportJobs } from '#app/services/bank-files/import-jobs.ts'
import { readJob } from '#app/services/bank-files/read-job.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { readFile } from '#question-bank/formats/read-file.ts'
import { addBankStaff, type BankPerson } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

const fileOf = (...rows: string[]) => ({
  file: new TextEncoder().encode(['题型,题干,选项A,选项B,选项C,答案,解析,法律依据', ...rows].join('\n')),
  name: '试题.csv',
})
const row = (stem: string) =>
  `单选题,${stem},五十元,一百元,二百元,B,依法给予一百元以下罚款的可以当场收缴。,行政处罚法第六十八条`

const newJobs = () => new ImportJobs((error) => expect.fail(String(error)))

/** The job once it rests, as its page sees it in the end. */
const atRest = (jobs: ImportJobs, staff: BankPerson, id: string): Promise<ImportJob> =>
  vi.waitFor(
    () => {
      const job = jobs.find(staff, id)
      if (job?.phase === 'checking' || job?.phase === 'importing') throw new Error('It is still under way.')
      return job ?? expect.fail('The job is gone.')
    },
    { timeout: 25_000, interval: 20 },
  )

async function started(
  jobs: ImportJobs,
  staff: BankPerson,
  file = fileOf(row('哪一数额以下的罚款可以当场收缴？'), row('短')),
) {
  const job = jobs.start(staff, file)
  if (!job.ok) throw new Error(job.refusal)
  return job.value
}

test('an author checks a file, sees each row, corrects it, and imports what is good', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const jobs = newJobs()
  const id = await started(jobs, author)
  const checked = await atRest(jobs, author, id)
  expect(checked).toMatchObject({
    phase: 'checked',
    outcome: { format: 'xlsx', counts: { new: 1, rejected: 1 } },
  })
  expect(await db.$count(questionVersions, eq(questionVersions.origin, 'imported'))).toBe(0)
  expect(readJob(checked, { show: 'rejected', page: 9 }).result).toMatchObject({
    ...{ found: 1, total: 2, page: 1, pageCount: 1 },
    rows: [{ row: 3, verdict: 'rejected', fault: 'stem-length', stem: '短' }],
  })

  const marked = await jobs.correct(checked, ({ verdict, ...one }) => ({
    ...{ row: one.row, sheet: one.sheet, isRejected: verdict === 'rejected', verdict },
    reason: one.fault,
  }))
  const again = await readFile({ file: marked.ok ? marked.value : new Uint8Array(), name: 'marked.xlsx' })
  expect(again.questions.map(({ stem }) => stem)).toEqual(['哪一数额以下的罚款可以当场收缴？', '短'])

  expect(jobs.confirm(author, id)).toEqual({ ok: true, value: null })
  expect(await atRest(jobs, author, id)).toMatchObject({ phase: 'imported', outcome: { counts: { new: 1 } } })
  const [version] = await db.select().from(questionVersions).where(eq(questionVersions.origin, 'imported'))
  const imported = await atRest(jobs, author, id)
  expect(readJob(imported, { show: 'new', page: 1 }).result?.rows).toMatchObject([
    { row: 2, code: 'dr-0001' },
  ])
  expect(version).toMatchObject({ authorId: author.accountId, state: 'in-review' })
  expect(jobs.confirm(author, id)).toEqual({ ok: false, refusal: 'changed' })
})

test('only authors import, and nobody sees another person’s file', async ({ ownDatabase: { db } }) => {
  await installBasicBank(db)
  const [author, other] = [await addBankStaff(db, 'author'), await addBankStaff(db, 'author')]
  const reviewer = await addBankStaff(db, 'reviewer')
  const jobs = newJobs()
  for (const person of [reviewer, await addBankStaff(db, 'administrator'), await addBankStaff(db, 'proctor')])
    expect(jobs.start(person, fileOf(row('哪一数额以下的罚款可以当场收缴？')))).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
  const id = await started(jobs, author)
  expect(jobs.find(other, id)).toBeNull()
  expect(jobs.list(other)).toEqual([])
  await atRest(jobs, author, id)
  expect(jobs.confirm(other, id)).toEqual({ ok: false, refusal: 'not-found' })
  expect(jobs.confirm(reviewer, id)).toEqual({ ok: false, refusal: 'not-allowed' })
  jobs.discard(other, id)
  expect(jobs.find(author, id)).not.toBeNull()
  jobs.discard(author, id)
  expect(jobs.find(author, id)).toBeNull()
  expect(await db.$count(questions)).toBe(await db.$count(questionVersions))
})

test('one file at a time for a person, two for all, and the newest three are kept', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const [one, two, three] = [
    await addBankStaff(db, 'author'),
    await addBankStaff(db, 'author'),
    await addBankStaff(db, 'author'),
  ]
  const jobs = newJobs()
  const first = await started(jobs, one)
  expect(jobs.start(one, fileOf())).toEqual({ ok: false, refusal: 'busy' })
  const second = await started(jobs, two)
  expect(jobs.start(three, fileOf())).toEqual({ ok: false, refusal: 'full' })
  await Promise.all([atRest(jobs, one, first), atRest(jobs, two, second)])
  const later = []
  for (let count = 0; count < 3; count += 1) {
    const id = await started(jobs, one)
    later.unshift(id)
    await atRest(jobs, one, id)
  }
  expect(jobs.list(one).map(({ id }) => id)).toEqual(later)
})

test('a file that cannot be read says why', async ({ ownDatabase: { db } }) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const jobs = newJobs()
  const id = await started(jobs, author, { file: new Uint8Array([0x50, 0x4b, 3, 4, 0]), name: '半个.xlsx' })
  expect(await atRest(jobs, author, id)).toMatchObject({
    phase: 'unreadable',
    fault: { refusal: 'malformed' },
    outcome: null,
  })
  expect(jobs.confirm(author, id)).toEqual({ ok: false, refusal: 'changed' })
})
