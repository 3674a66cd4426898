import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { openDatabase } from '#db/client.ts'
import { attempts, responses } from '#db/schema/attempts.ts'
import { chainProblem } from '#app/services/audit/verify-audit.ts'
import type { Sitter, Started } from '#tests/fixtures/platform-process.ts'
import { findFreePorts } from '#tests/setup/free-ports.ts'

type Client = Sitter & { acknowledged: number; made: number }

async function start(
  dataDir: string,
  port: number,
  people: number,
): Promise<{ child: ChildProcess } & Started> {
  const child = fork(
    new URL('../fixtures/platform-process.ts', import.meta.url),
    [dataDir, String(port), String(people)],
    { execArgv: [] },
  )
  // Safe: platform-process.ts sends exactly this once it serves.
  const [started] = (await once(child, 'message')) as [Started]
  return { child, ...started }
}

/** Saves the next entry, or the same again when its outcome is not known, as a browser's outbox does. */
async function saveNext(port: number, client: Client): Promise<boolean> {
  const seq = client.acknowledged + 1
  client.made = Math.max(client.made, seq)
  const item = client.items[seq % client.items.length]
  const entries = [
    { seq, itemId: item?.itemId, response: [item?.options[seq % 2]], clientAt: '2026-11-23T01:00:00.000Z' },
  ]
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/attempts/${client.attemptId}/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ machine: client.machine, entries }),
    })
    if (reply.status !== 200) return false
    const { savedSeq } = (await reply.json()) as { savedSeq: number }
    client.acknowledged = Math.max(client.acknowledged, savedSeq)
    return true
  } catch {
    return false // the server is gone
  }
}

test(
  'a server killed under load loses no acknowledged answer, writes none twice, and goes on after its restart',
  { timeout: 120_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-killed-'))
    const port = await findFreePorts()
    let server = await start(dataDir, port, 12)
    const clients: Client[] = server.sitters.map((sitter) => ({ ...sitter, acknowledged: 0, made: 0 }))
    try {
      for (let round = 0; round < 3; round += 1) {
        const target = (round + 1) * 25
        const killed = once(server.child, 'exit')
        await Promise.all(
          clients.map(async (client, index) => {
            while (client.acknowledged < target && (await saveNext(port, client))) {
              // One of them pulls the plug in the middle of everybody's saving.
              if (index === 0 && client.acknowledged === target - 12) server.child.kill('SIGKILL')
            }
          }),
        )
        // When a save of the first one failed before its turn came, the plug is pulled now.
        if (!server.child.killed) server.child.kill('SIGKILL')
        await killed
        server = await start(dataDir, port, 0)
        await Promise.all(clients.map(async (client) => expect(await saveNext(port, client)).toBe(true)))
      }

      const { db, close } = openDatabase(server.appUrl)
      for (const attempt of await db.select().from(attempts)) {
        const client = clients.find((one) => one.attemptId === attempt.id)
        expect(attempt.savedSeq).toBe(client?.acknowledged)
        expect(await chainProblem(db, attempt)).toBeNull()
      }
      const rows = await db.select().from(responses)
      expect(rows).toHaveLength(clients.reduce((sum, client) => sum + client.acknowledged, 0))
      await close()
    } finally {
      server.child.send('quit')
      await once(server.child, 'exit')
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
)
