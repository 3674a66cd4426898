/**
 * The statements of the answer path, as prepared SQL on one connection. They are few and hot, so they
 * bypass the query builder; what they decide is decided in app/domain/save.ts.
 */
import type pg from 'pg'

export type LockedAttempt = {
  id: string
  exam_id: string
  paper_id: string
  person_id: string
  state: 'answering' | 'paused' | 'handed-in' | 'void' | 'annulled'
  deadline_ms: number
  paused_ms: number | null
  grace_ms: number
  generation: number
  saved_seq: number
  links: number
  chain_head: Buffer
  now_ms: number
}

/**
 * Locks attempts in the order of their ids (so that two batches never deadlock) and reads the database's clock
 * after each lock: the materialised row reaches the outer query only once its lock was granted.
 */
export async function lockAttempts(client: pg.ClientBase, ids: readonly string[]): Promise<LockedAttempt[]> {
  const { rows } = await client.query<LockedAttempt>({
    name: 'lock-attempts',
    text: `with locked as materialized (
        select id, exam_id, paper_id, person_id, state, deadline_at, paused_at, grace_ms, generation, saved_seq, links, chain_head
        from attempts where id = any($1::uuid[]) order by id for no key update
      )
      select id, exam_id, paper_id, person_id, state, grace_ms, generation, saved_seq, links, chain_head,
        (extract(epoch from deadline_at) * 1000)::float8 as deadline_ms,
        (extract(epoch from paused_at) * 1000)::float8 as paused_ms,
        ceil(extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
      from locked`,
    values: [ids],
  })
  return rows
}

export type SettledRow = { seq: number; item_id: string; response: string[]; reason: string | null }

/** What is settled of one generation: all rows up to `seqs`' reach, and that generation's savedSeq. */
export async function readSettled(
  client: pg.ClientBase,
  key: { examId: string; attemptId: string; generation: number },
  seqs: readonly number[],
): Promise<{ rows: SettledRow[]; savedSeq: number }> {
  const values = [key.examId, key.attemptId, key.generation]
  const { rows } = await client.query<SettledRow>({
    name: 'read-settled',
    text: `select seq, item_id, response, null as reason from responses
        where exam_id = $1 and attempt_id = $2 and generation = $3 and seq = any($4::int[])
      union all select seq, item_id, response, reason from refused_entries
        where exam_id = $1 and attempt_id = $2 and generation = $3 and seq = any($4::int[])`,
    values: [...values, seqs],
  })
  const { rows: tops } = await client.query<{ top: number }>({
    name: 'read-saved-seq',
    text: `select greatest(
        (select coalesce(max(seq), 0) from responses where exam_id = $1 and attempt_id = $2 and generation = $3),
        (select coalesce(max(seq), 0) from refused_entries where exam_id = $1 and attempt_id = $2 and generation = $3)) as top`,
    values,
  })
  return { rows, savedSeq: tops[0]?.top ?? 0 }
}

export type NewResponse = {
  examId: string
  attemptId: string
  generation: number
  seq: number
  link: number
  itemId: string
  response: string[]
  clientAt: Date | null
  serverAt: Date
  digest: Buffer
}

export type NewHead = { attemptId: string; savedSeq: number; links: number; chainHead: Buffer }

/** One INSERT of all new rows and one UPDATE of all heads, in one statement. */
export async function writeResponses(
  client: pg.ClientBase,
  rows: readonly NewResponse[],
  heads: readonly NewHead[],
): Promise<void> {
  await client.query({
    name: 'write-responses',
    text: `with inserted as (
        insert into responses (exam_id, attempt_id, generation, seq, link, item_id, response, client_at, server_at, digest)
        select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $7::jsonb[],
          $8::timestamptz[], $9::timestamptz[], $10::bytea[])
      )
      update attempts set saved_seq = head.saved_seq, links = head.links, chain_head = head.chain_head
      from unnest($11::uuid[], $12::int[], $13::int[], $14::bytea[]) as head (id, saved_seq, links, chain_head)
      where attempts.id = head.id`,
    values: [
      rows.map((row) => row.examId),
      rows.map((row) => row.attemptId),
      rows.map((row) => row.generation),
      rows.map((row) => row.seq),
      rows.map((row) => row.link),
      rows.map((row) => row.itemId),
      rows.map((row) => JSON.stringify(row.response)),
      rows.map((row) => row.clientAt),
      rows.map((row) => row.serverAt),
      rows.map((row) => row.digest),
      heads.map((head) => head.attemptId),
      heads.map((head) => head.savedSeq),
      heads.map((head) => head.links),
      heads.map((head) => head.chainHead),
    ],
  })
}

export type SideEntry = {
  examId: string
  attemptId: string
  generation: number
  seq: number
  itemId: string
  response: string[]
  clientAt: Date | null
  at: Date
  reason: string
}

/** Settles entries that are refused for good. */
export async function writeRefused(client: pg.ClientBase, entries: readonly SideEntry[]): Promise<void> {
  for (const entry of entries) {
    await client.query(
      `insert into refused_entries (exam_id, attempt_id, generation, seq, item_id, response, reason, server_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        entry.examId,
        entry.attemptId,
        entry.generation,
        entry.seq,
        entry.itemId,
        JSON.stringify(entry.response),
        entry.reason,
        entry.at,
      ],
    )
  }
}

/** How many held entries an attempt may have: a script must not fill the disk. */
const HELD_LIMIT = 400

/** Keeps entries that came too late for a person to see; the same one again changes nothing. @returns Their seqs. */
export async function holdEntries(client: pg.ClientBase, entries: readonly SideEntry[]): Promise<number[]> {
  const held: number[] = []
  for (const entry of entries) {
    const { rowCount } = await client.query(
      `insert into held_entries (exam_id, attempt_id, generation, seq, item_id, response, client_at, received_at, reason)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9
       where (select count(*) from held_entries where exam_id = $1 and attempt_id = $2) < ${HELD_LIMIT}
       on conflict (exam_id, attempt_id, generation, seq) do nothing`,
      [
        entry.examId,
        entry.attemptId,
        entry.generation,
        entry.seq,
        entry.itemId,
        JSON.stringify(entry.response),
        entry.clientAt,
        entry.at,
        entry.reason,
      ],
    )
    const kept = rowCount === 1 || (await isHeld(client, entry))
    if (kept) held.push(entry.seq)
  }
  return held
}

async function isHeld(client: pg.ClientBase, entry: SideEntry): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    `select response = $5::jsonb and item_id = $6 as same from held_entries
     where exam_id = $1 and attempt_id = $2 and generation = $3 and seq = $4`,
    [
      entry.examId,
      entry.attemptId,
      entry.generation,
      entry.seq,
      JSON.stringify(entry.response),
      entry.itemId,
    ],
  )
  return rows[0]?.same === true
}

/** The items of frozen papers, which never change. */
export async function readPaperItems(
  client: pg.ClientBase,
  paperId: string,
): Promise<{ itemId: string; kind: string; options: string[] }[]> {
  const { rows } = await client.query<{ items: { itemId: string; kind: string; options: string[] }[] }>({
    name: 'read-paper-items',
    text: 'select items from papers where id = $1',
    values: [paperId],
  })
  return rows[0]?.items ?? []
}
