/**
 * `node tests/load/save-cost.ts [RATE] [SECONDS]`: CPU of the platform and its database per saved answer, beside one
 * INSERT+COMMIT of the same row by the same driver into the same database. Both in one run; compare the ratio.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import type { Sitter, Started } from '#tests/fixtures/platform-process.ts'
import { findFreePorts } from '#tests/setup/free-ports.ts'

import { cpuOf, cpuOfTree } from './cpu.ts'

const rate = Number(process.argv[2] ?? 200)
const seconds = Number(process.argv[3] ?? 20)
const here = (name: string) => new URL(name, import.meta.url)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })

type Sitting = Sitter & { seq?: number }
type Server = Started & { port: number; sitters: Sitting[] }

const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-load-'))
const port = await findFreePorts()
const child = fork(here('../fixtures/platform-process.ts'), [dataDir, String(port), '200'])
// Safe: platform-process.ts sends exactly this.
const [started] = (await once(child, 'message')) as [Started]
const server: Server = { ...started, port }
const postmaster = Number(readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0])

await drive(server, 2) // warm: connections, prepared statements, papers
const idle = await measure(child, async () => {
  await wait(seconds * 1000)
  return { saves: 0, latencies: [] }
})
const busy = await measure(child, () => drive(server, seconds))
const baseline = await measureBaseline(server.appUrl)
child.send('quit')
await once(child, 'exit')
rmSync(dataDir, { recursive: true, force: true })

report()

async function measure(process: ChildProcess, run: () => Promise<{ saves: number; latencies: number[] }>) {
  const [app, database] = [cpuOf(process.pid ?? 0), cpuOfTree(postmaster)]
  const done = await run()
  return { ...done, appS: cpuOf(process.pid ?? 0) - app, databaseS: cpuOfTree(postmaster) - database }
}

async function measureBaseline(url: string) {
  const runner = fork(here('insert-baseline.ts'), [url, String(rate), String(seconds)])
  await once(runner, 'message')
  const database = cpuOfTree(postmaster)
  runner.send('go')
  // Safe: insert-baseline.ts sends exactly this.
  const [{ cpuS, saves }] = (await once(runner, 'message')) as [{ cpuS: number; saves: number }]
  return { saves, appS: cpuS, databaseS: cpuOfTree(postmaster) - database }
}

/** Sends `rate` saves a second, spread over the candidates, each with its next seq. */
async function drive(to: Server, forSeconds: number) {
  const latencies: number[] = []
  const total = rate * forSeconds
  const start = performance.now()
  const under: Promise<void>[] = []
  for (let sent = 0; sent < total; sent += 1) {
    const due = start + (sent * 1000) / rate
    if (due > performance.now()) await wait(due - performance.now())
    const sitter = to.sitters[sent % to.sitters.length]
    if (sitter) under.push(save(to.port, sitter).then((ms) => void latencies.push(ms)))
  }
  await Promise.all(under)
  return { saves: total, latencies }
}

function save(port: number, sitter: Sitting): Promise<number> {
  const seq = (sitter.seq ?? 0) + 1
  sitter.seq = seq
  const item = sitter.items[seq % sitter.items.length]
  const response = [item?.options[seq % 2] ?? 'A']
  const body = JSON.stringify({
    machine: sitter.machine,
    entries: [{ seq, itemId: item?.itemId, response, clientAt: new Date().toISOString() }],
  })
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        path: `/api/v1/attempts/${sitter.attemptId}/responses`,
        method: 'POST',
        agent,
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      },
      (reply) => {
        reply.resume()
        reply.on('end', () =>
          reply.statusCode === 200
            ? resolve(performance.now() - started)
            : reject(new Error(`HTTP ${reply.statusCode}`)),
        )
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

function report(): void {
  const perSave = (cpuS: number, saves: number) => ((cpuS * 1e6) / saves).toFixed(0)
  const sorted = [...busy.latencies].sort((a, b) => a - b)
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? NaN).toFixed(1)
  const [platform, yardstick] = [busy.appS + busy.databaseS, baseline.appS + baseline.databaseS]
  console.log(`${rate} saves/s for ${seconds} s; CPU in µs per saved answer (user + system)`)
  console.log('| | program | database | together |')
  console.log('|---|---|---|---|')
  console.log(
    `| platform, HTTP to commit | ${perSave(busy.appS, busy.saves)} | ${perSave(busy.databaseS, busy.saves)} | ${perSave(platform, busy.saves)} |`,
  )
  console.log(
    `| one INSERT+COMMIT, same driver | ${perSave(baseline.appS, baseline.saves)} | ${perSave(baseline.databaseS, baseline.saves)} | ${perSave(yardstick, baseline.saves)} |`,
  )
  console.log(`ratio together: ${(platform / busy.saves / (yardstick / baseline.saves)).toFixed(2)}`)
  console.log(
    `idle platform: ${((idle.appS / seconds) * 100).toFixed(1)} % of a core in the program, ${((idle.databaseS / seconds) * 100).toFixed(1)} % in the database (contained in the figures above)`,
  )
  console.log(
    `latency: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ${busy.saves} saves, 0 refused`,
  )
}
