import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { signerOf } from '#app/auth/signer.ts'
import { formatRate, formatMean } from '#app/domain/rates.ts'
import { refreshDemoWorld } from '#app/jobs/demo-world/seed/refresh.ts'
import { seedDemoWorld } from '#app/jobs/demo-world/seed/seed.ts'
import { verifyAnswers } from '#app/services/audit/verify-audit.ts'
import { readStatistics } from '#app/services/statistics/read-statistics.ts'
import { readDepartment } from '#app/services/statistics/read-department.ts'
import { listExams } from '#app/services/statistics/list-exams.ts'
import { test as base } from '#tests/fixtures/database.ts'
for (const iso of [undefined, '2027-01-03T16:10:00Z', '2028-02-29T03:00:00Z'])
base('time ' + iso, { timeout: 200_000 }, async ({ ownDatabase: { db } }) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const keys: any = { idNumberKey: randomBytes(32), idNumberKeyId: '01020304', idNumberHashKey: randomBytes(32), machineTokenKey: randomBytes(32), activationKey: randomBytes(32), signingKey: privateKey, signingKeyId: 'demo' }
  const now = iso ? new Date(iso) : new Date()
  let t0 = performance.now()
  const lap = (s: string) => { console.log(s, Math.round(performance.now() - t0)); t0 = performance.now() }
  await seedDemoWorld({ db, keys, now, password: 'Law-exam-1', hashPassword: async () => 'x', signer: signerOf(keys), say: () => {} }); lap('seed')
  console.log(await refreshDemoWorld({ db, now })); lap('refresh')
  const viewer = { roles: [{ role: 'administrator' as const, unitId: null }] }
  const { rows } = await db.execute<any>(sql`select id, title_zh, law_date, opens_at, closes_at from exams order by opens_at nulls last`)
  for (const e of rows) {
    const s: any = await readStatistics({ db, viewer }, { examId: e.id, depth: 2 }); lap('statistics')
    const r = s.value.total
    console.log(e.title_zh, e.law_date, e.opens_at, e.closes_at, JSON.stringify(r.counts), 'study', formatRate(r.rates.study), 'part', formatRate(r.rates.participation), 'pass', formatRate(r.rates.pass), 'exc', formatRate(r.rates.excellence), 'mean', formatMean(r.rates.meanScore), 'first', formatRate(r.rates.firstPass), 'mk', formatRate(r.rates.makeUpPass))
    if (!iso) console.log(s.value.rows.slice(0, 34).map((x: any) => [x.unit.nameZh, x.counts.due, formatRate(x.rates.study), formatRate(x.rates.participation), formatRate(x.rates.pass), formatMean(x.rates.meanScore)].join(' ')).join('\n'), s.value.corrections)
  }
  const l: any = await listExams({ db, viewer }); lap('listExams ' + l.ok)
  if (!iso) { console.log(await verifyAnswers(db)); lap('verify') 
  console.log((await db.execute(sql`select at, actor, action, detail from audit_log order by id`)).rows.map((r: any) => [r.at, r.actor, r.action, JSON.stringify(r.detail)].join(' ')).join('\n'))
  console.log((await db.execute(sql`select closed_by, state, count(*), min(closed_at-started_at), max(closed_at-started_at), avg(closed_at-started_at) from attempts group by 1,2`)).rows)
  console.log((await db.execute(sql`select value from installation`)).rows.map((x: any) => JSON.stringify(x.value)).join('\n'))
  console.log((await db.execute(sql`select pg_size_pretty(pg_database_size(current_database()))`)).rows)
  }
})
