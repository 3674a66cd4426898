/** The yardstick: one INSERT and COMMIT per answer by the same driver, at the same rate, and nothing else. */
import { randomBytes } from 'node:crypto'

import pg from 'pg'
import { uuidv7 } from 'uuidv7'

const [url = '', rate = '200', seconds = '10'] = process.argv.slice(2)
const client = new pg.Client({ connectionString: url })
await client.connect()
const ids = Array.from({ length: 200 }, () => uuidv7())
let seq = 0
const insert = {
  name: 'insert',
  text: `insert into responses (exam_id, attempt_id, generation, seq, link, item_id, response, client_at, server_at, digest)
    values ($1, $2, 1, $3, $3, 'i1', '["A"]', now(), now(), $4)`,
}
const digest = randomBytes(32)
process.on('message', () => void run())
process.send?.('ready')

async function run(): Promise<void> {
  const before = process.cpuUsage()
  const total = Number(rate) * Number(seconds)
  const start = performance.now()
  for (let sent = 0; sent < total; sent += 1) {
    const due = start + (sent * 1000) / Number(rate)
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    seq += 1
    const attempt = ids[sent % ids.length]
    await client.query('begin')
    await client.query({ ...insert, values: [attempt, attempt, seq, digest] })
    await client.query('commit')
  }
  const used = process.cpuUsage(before)
  await client.end()
  process.send?.({ cpuS: (used.user + used.system) / 1e6, saves: total })
  process.disconnect?.()
}
