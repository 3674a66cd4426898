/**
 * `npm run audit:verify`: recomputes the chains over the audit log and over every attempt's answers, and compares the
 * log with the checkpoints that were signed outside the database. Exit 1 on a finding.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { findKeys } from '../auth/keys.ts'
import { signerOf } from '../auth/signer.ts'
import { readConfig } from '../config.server.ts'
import { createLog } from '../log.ts'
import { verifyAnswers, verifySeals } from '../services/audit/verify-audit.ts'
import { verifyCheckpoints } from '../services/audit/verify-checkpoints.ts'
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
  const keys = findKeys(config.dataDir)
  const signed = keys
    ? await verifyCheckpoints({ db: database.db, signer: signerOf(keys) }, readCheckpoints(config.dataDir))
    : { checkpoints: 0, findings: [] }
  const findings = [...audit.findings, ...signed.findings, ...answers.findings]
  for (const { where, what } of findings) console.log(`${where}: ${what}`)
  console.log(
    `${audit.rows} audit rows, ${signed.checkpoints} checkpoints, ${answers.attempts} attempts, ${findings.length} findings`,
  )
  if (findings.length > 0) process.exitCode = 1
} finally {
  await database.close()
  await embedded?.stop()
}

/** A program that was killed while it wrote leaves half a line at the end; whatever stands there is looked at. */
function readCheckpoints(dataDir: string): string[] {
  const path = join(dataDir, 'checkpoints.jsonl')
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
}
