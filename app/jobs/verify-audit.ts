/** `npm run audit:verify`: recomputes the chains over the audit log and over every attempt's answers. Exit 1 on a finding. */
import { readConfig } from '../config.server.ts'
import { createLog } from '../log.ts'
import { verifyAnswers, verifySeals } from '../services/audit/verify-audit.ts'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'

const config = readConfig()
const log = createLog('warn')
const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
const database = openDatabase(embedded?.appUrl ?? config.databaseUrl ?? '', {
  onError: (error) => log.error({ err: error }, 'A connection broke.'),
})
try {
  const audit = await verifySeals(database.db)
  const answers = await verifyAnswers(database.db)
  const findings = [...audit.findings, ...answers.findings]
  for (const { where, what } of findings) console.log(`${where}: ${what}`)
  console.log(`${audit.rows} audit rows, ${answers.attempts} attempts, ${findings.length} findings`)
  if (findings.length > 0) process.exitCode = 1
} finally {
  await database.close()
  await embedded?.stop()
}
