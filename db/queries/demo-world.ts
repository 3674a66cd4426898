import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts } from '../schema/attempts.ts'
import { exams, rollEntries } from '../schema/campaigns.ts'
import { accounts, installation, people, units } from '../schema/organisation.ts'
import { seats, sittings } from '../schema/sittings.ts'

/** Any number, the same in every process: one of them makes or refreshes the demo world at a time. */
const DEMO_LOCK = 7_041_948

/** Waits until no other process makes the demo world; the lock is kept until the transaction ends. */
export async function takeDemoLock(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`)
}

/** Writes a fact of this installation, over an earlier one. */
export async function writeInstallationFact(tx: Db, key: string, value: unknown): Promise<void> {
  const target = installation.key
  await tx.insert(installation).values({ key, value }).onConflictDoUpdate({ target, set: { value } })
}

/** Gives another password to every account that still has this one. */
export async function replacePasswordHash(
  tx: Db,
  { from, to, at }: { from: string; to: string; at: Date },
): Promise<void> {
  await tx
    .update(accounts)
    .set({ passwordHash: to, passwordChangedAt: at })
    .where(eq(accounts.passwordHash, from))
}

/** The newest sitting of a room with its exam, and how it was used; null when the room never had one. */
export async function findLastSitting(tx: Db, roomId: string) {
  const [row] = await tx
    .select({ sitting: sittings, exam: exams })
    .from(sittings)
    .innerJoin(exams, eq(exams.id, sittings.examId))
    .where(eq(sittings.roomId, roomId))
    .orderBy(desc(sittings.startsAt), desc(sittings.id))
    .limit(1)
  if (!row) return null
  const own = await tx
    .select({ state: attempts.state, deadlineAt: attempts.deadlineAt, pausedAt: attempts.pausedAt })
    .from(attempts)
    .where(eq(attempts.sittingId, row.sitting.id))
  return { ...row, attempts: own }
}

/** How many exams have been held, or are planned, in a room. */
export async function countExamsInRoom(tx: Db, roomId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(distinct ${sittings.examId})::int` })
    .from(sittings)
    .where(eq(sittings.roomId, roomId))
  return row?.count ?? 0
}

/** The seats of a room that can be used, by number. */
export async function listUsableSeats(tx: Db, roomId: string) {
  return tx
    .select()
    .from(seats)
    .where(and(eq(seats.roomId, roomId), seats.usable))
    .orderBy(asc(seats.number))
}

/** People who are due on the frozen roll, by employee number: those up to `last`, or those after it in a region. */
export async function listDuePeople(
  tx: Db,
  campaignId: string,
  wanted: { upTo: string } | { after: string; unitCode: string; limit: number },
) {
  const scope =
    'upTo' in wanted
      ? sql`${people.employeeNo} <= ${wanted.upTo}`
      : and(
          gt(people.employeeNo, wanted.after),
          eq(people.status, 'in-service'),
          sql`${units.path} && (select array_agg(id) from units where code = ${wanted.unitCode})`,
        )
  return tx
    .select({ id: people.id, employeeNo: people.employeeNo })
    .from(rollEntries)
    .innerJoin(people, eq(people.id, rollEntries.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(eq(rollEntries.campaignId, campaignId), eq(rollEntries.class, 'due'), scope))
    .orderBy(asc(people.employeeNo))
    .limit('limit' in wanted ? wanted.limit : 1000)
}

export async function listAccountIds(tx: Db, logins: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ login: accounts.login, id: accounts.id })
    .from(accounts)
    .where(inArray(accounts.login, [...logins]))
  return new Map(rows.map(({ login, id }) => [login, id]))
}

/** Moves the end of an online exam's window. */
export async function moveClosing(tx: Db, examId: string, closesAt: Date): Promise<void> {
  await tx.update(exams).set({ closesAt }).where(eq(exams.id, examId))
}

/**
 * The single-choice or true/false question of an exam whose key is most outvoted among some hundred attempts: the
 * version, and the option that was chosen more often; null: everywhere most people chose the key.
 */
export async function findContestedAnswer(
  tx: Db,
  examId: string,
): Promise<{ questionVersionId: string; option: string } | null> {
  const { rows } = await tx.execute<{ questionVersionId: string; option: string }>(sql`
    with given as (
      select item->>'questionVersionId' as version_id, r.response->>0 as option, count(*) as chosen
      from (
        select id, exam_id, paper_id from attempts where exam_id = ${examId} and state = 'handed-in'
        order by id limit 300
      ) a
      join papers p on p.id = a.paper_id
      cross join jsonb_array_elements(p.items) item
      join responses r on r.exam_id = a.exam_id and r.attempt_id = a.id and r.item_id = item->>'itemId'
      where item->>'kind' <> 'multiple'
      group by 1, 2
    )
    select g.version_id as "questionVersionId", g.option
    from given g
    join question_versions v on v.id = g.version_id::uuid
    left join given k on k.version_id = g.version_id and k.option = v.key->>0
    where g.option is distinct from v.key->>0 and g.chosen > coalesce(k.chosen, 0) and g.chosen >= 5
    order by g.chosen - coalesce(k.chosen, 0) desc, g.version_id
    limit 1`)
  return rows[0] ?? null
}
