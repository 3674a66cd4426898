import { eq } from 'drizzle-orm'
import pg from 'pg'
import type { Entry } from '#app/domain/save.ts'
import { saveBatch, type SaveOutcome } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import type { Db } from '#db/client.ts'
import { attempts, responses } from '#db/schema/attempts.ts'
import { addCandidate, addExam, type Candidate, register } from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

export const signer = testSigner()
export const entry = (seq: number, itemId: string, response: string[]): Entry => ({
  seq,
  itemId,
  response,
  clientAt: new Date(Date.UTC(2026, 10, 23)),
})

export async function sit(candidate: Candidate, registrationId: string, takeOver = false) {
  const started = await startAttempt(candidate, { registrationId, takeOver })
  if (!started.ok) throw new Error(started.refusal)
  const { view, generation } = started.value
  const token = { attemptId: view.attemptId, personId: candidate.personId, generation }
  const item = (index: number) => view.paper.items[index] ?? view.paper.items[0]!
  const answer = (seq: number, index: number) =>
    entry(seq, item(index).itemId, [item(index).options[0]?.id ?? ''])
  return { ...started.value, token, item, answer }
}

/** Somebody sitting an online exam, and how to save for them. */
export async function sitting(db: Db, pool: pg.Pool, change: Parameters<typeof addExam>[1] = {}) {
  const exam = await addExam(db, change)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const sat = await sit(candidate, registrationId)
  const save = async (...entries: Entry[]) =>
    (await saveBatch(pool, new Map(), [{ ...sat.token, entries }]))[0] as SaveOutcome
  return { exam, candidate, registrationId, save, ...sat }
}

export const stored = (db: Db, attemptId: string) =>
  db.select().from(responses).where(eq(responses.attemptId, attemptId)).orderBy(responses.link)
export const attemptRow = async (db: Db, attemptId: string) =>
  (await db.select().from(attempts).where(eq(attempts.id, attemptId)))[0]!

/** Runs `meanwhile` while another connection holds the attempt's row, and lets go afterwards. */
export async function whileLocked(
  appUrl: string,
  attemptId: string,
  meanwhile: (release: () => Promise<void>) => Promise<void>,
) {
  const holder = new pg.Client({ connectionString: appUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query('select 1 from attempts where id = $1 for no key update', [attemptId])
  try {
    await meanwhile(async () => void (await holder.query('commit')))
  } finally {
    await holder.end()
  }
}

/** Waits until some connections of this database wait for a lock. */
export async function untilSomebodyWaits(pool: pg.Pool, waiters = 1): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.waiting ?? 0) >= waiters) return
  }
}
