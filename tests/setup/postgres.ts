import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

import { administrator } from '#db/embedded-roles.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'

const TEMPLATE = 'lawexam_template'

declare module 'vitest' {
  // Vitest reads it by declaration merging, which only interfaces have.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** The server of this run: `template` is migrated and empty; a test file clones it. */
    postgres: { socketDir: string; template: string }
  }
}

/** Starts one PostgreSQL for all integration tests of this run, with one migrated database to clone. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lawexam-tests-'))
  // What a test writes need not outlive the run.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbedded({ dataDir, database: TEMPLATE, settings })
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await migrateDatabase(server.ownerUrl)
    await sealTemplate(server.socketDir)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres', { socketDir: server.socketDir, template: TEMPLATE })
  return stop
}

/** A database that somebody is connected to cannot be cloned. */
async function sealTemplate(socketDir: string): Promise<void> {
  const client = administrator(socketDir)
  await client.connect()
  try {
    await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`)
  } finally {
    await client.end()
  }
}
