import pg from 'pg'
import { expect } from 'vitest'

import { migrateDatabase } from '#db/migrate.ts'
import { cloneDatabase, test } from '#tests/fixtures/database.ts'

const INSUFFICIENT_PRIVILEGE = '42501'

/** What happened, as it was written: rows are added and read, nothing else. */
const records = [
  'responses',
  'responses_0',
  'responses_7',
  'audit_log',
  'audit_seals',
  'receipts',
  'time_grants',
  'roll_changes',
  'acceptances',
  'message_acknowledgements',
  'refused_entries',
  'held_entries',
  'question_reviews',
  'outage_decisions',
  'question_comments',
  'regraded_attempts',
]

async function listTables(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ tablename: string; tableowner: string }>(
      "select tablename, tableowner from pg_tables where schemaname = 'public'",
    )
    return new Map(rows.map(({ tablename, tableowner }) => [tablename, tableowner]))
  } finally {
    await client.end()
  }
}

test.for(records)(
  'the program can neither change nor remove what stands in %s',
  async (table, { database }) => {
    const { rows } = await database.pool.query<{ column: string }>(
      'select column_name as column from information_schema.columns where table_name = $1 order by ordinal_position desc limit 1',
      [table],
    )
    const column = pg.escapeIdentifier(rows[0]?.column ?? '')
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `alter table ${table} add column note text`,
      `drop table ${table}`,
    ]) {
      await expect(database.pool.query(statement), statement).rejects.toMatchObject({
        code: INSUFFICIENT_PRIVILEGE,
      })
    }
    await expect(database.pool.query(`select count(*) from ${table}`)).resolves.toMatchObject({ rowCount: 1 })
  },
)

test.for(records)('%s belongs to a role that nobody logs in as', async (table, { database }) => {
  expect((await listTables(database.appUrl)).get(table)).toBe('lawexam_log')
  const { rows } = await database.pool.query(
    "select rolcanlogin, rolsuper, rolcreaterole from pg_roles where rolname = 'lawexam_log'",
  )
  expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolcreaterole: false }])
})

test('the program can add to the record', async ({ database }) => {
  const { rows } = await database.pool.query<{ action: string }>(
    `insert into audit_log (at, actor, action, subject, detail)
     values (now(), 'system', 'exam.opened', 'exam', '{}') returning action`,
  )
  expect(rows).toEqual([{ action: 'exam.opened' }])
})

test.for([
  'create table notes (line text)',
  'create schema notes',
  'create role somebody',
  'set role lawexam_log',
])('the program may not: %s', async (statement, { database }) => {
  await expect(database.pool.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE })
})

test('migrating a second time changes nothing', async ({ ownDatabase }) => {
  const before = await listTables(ownDatabase.ownerUrl)
  await migrateDatabase(ownDatabase.ownerUrl)
  expect(await listTables(ownDatabase.ownerUrl)).toEqual(before)
})

test('several servers that start at once migrate an empty database once', async ({ database }) => {
  const { database: empty, drop } = await cloneDatabase('template0')
  try {
    expect((await listTables(empty.ownerUrl)).size).toBe(0)
    await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(empty.ownerUrl)))
    expect(await listTables(empty.ownerUrl)).toEqual(await listTables(database.ownerUrl))
  } finally {
    await drop()
  }
})
