import { test as base } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, register } from '#tests/fixtures/exam-world.ts'
import { startHttp } from '#tests/fixtures/http.ts'

export const test = base.extend('http', { scope: 'file' }, async ({ database }, { onCleanup }) => {
  const http = await startHttp(database)
  onCleanup(() => http.close())
  return http
})

export type Http = Awaited<ReturnType<typeof startHttp>>
export type Db = Parameters<typeof addExam>[0]
export const nobody = '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f'

/** A candidate sitting an online exam over HTTP. */
export async function online(db: Db, http: Http) {
  const exam = await addExam(db)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const client = http.client()
  await client.logIn(candidate.accountId, candidate.login)
  const started = await client.post('/api/v1/attempts', { registrationId })
  const { attemptId, machine, paper } = started.body
  const save = (entries: unknown) =>
    client.post(`/api/v1/attempts/${attemptId}/responses`, { machine, entries })
  const entry = (seq: number, index = 0) => ({
    seq,
    itemId: paper.items[index].itemId,
    response: [paper.items[index].options[0].id],
    clientAt: new Date().toISOString(),
  })
  return { exam, candidate, registrationId, client, started, attemptId, machine, paper, save, entry }
}
