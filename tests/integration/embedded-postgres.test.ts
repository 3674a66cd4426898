import { EventEmitter, once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { startEmbedded } from '#db/embedded.ts'
import type { Embedded, EmbeddedOptions } from '#db/embedded.ts'

const started: Embedded[] = []
const folders: string[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-test-'))
  folders.push(folder)
  return folder
}

async function start(options: EmbeddedOptions): Promise<Embedded> {
  // These tests are about the server's life, not about the disk.
  const server = await startEmbedded({
    ...options,
    settings: { fsync: 'off', shared_buffers: '16MB', ...options.settings },
  })
  started.push(server)
  return server
}

async function ask<Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}

const administratorUrl = ({ socketDir }: Embedded, database = 'postgres') =>
  `postgres://postgres@/${database}?host=${encodeURIComponent(socketDir)}`

test('data written before a stop is there after the next start', async () => {
  const dataDir = await freshFolder()
  const first = await start({ dataDir })
  await ask(first.ownerUrl, "create table laws as select '行政复议法' as title")
  await first.stop()

  const second = await start({ dataDir })
  expect(await ask(second.ownerUrl, 'select title from laws')).toEqual([{ title: '行政复议法' }])
})

test('the server is PostgreSQL 18 with Unicode, UTC, and no TCP', async () => {
  const { ownerUrl } = await start({ dataDir: await freshFolder() })
  const settings = await ask<{ name: string; setting: string }>(
    ownerUrl,
    "select name, setting from pg_settings where name in ('server_encoding', 'TimeZone', 'listen_addresses', 'max_connections')",
  )
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
    listen_addresses: '',
    max_connections: '100',
  })
  const [version] = await ask<{ server_version: string }>(ownerUrl, 'show server_version')
  expect(version?.server_version).toMatch(/^18\./)
  expect(await ask(ownerUrl, "select '法' ~ '[[:alpha:]]' as letter")).toEqual([{ letter: true }])
})

test('crash-safe settings are the default', async () => {
  const server = await startEmbedded({ dataDir: await freshFolder() })
  started.push(server)
  expect(await ask(server.ownerUrl, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(await ask(server.ownerUrl, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
})

test("the owner may create tables and roles; the program's role may neither", async () => {
  const { ownerUrl, appUrl } = await start({ dataDir: await freshFolder() })
  await ask(ownerUrl, 'create role lawexam_log; create table log (entry text)')
  expect(await ask(appUrl, 'select current_user::text as role')).toEqual([{ role: 'lawexam_app' }])
  await expect(ask(appUrl, 'create role intruder')).rejects.toThrow(/permission denied/)
  await expect(ask(appUrl, 'create table mine (entry text)')).rejects.toThrow(/permission denied/)
  await expect(ask(appUrl, 'create temporary table mine (entry text)')).rejects.toThrow(/permission denied/)
  await expect(ask(appUrl, 'select * from log')).rejects.toThrow(/permission denied/)
})

test('a database is cloned from a template', async () => {
  const server = await start({ dataDir: await freshFolder() })
  await ask(server.ownerUrl, 'create table laws as select 1 as id')
  await ask(administratorUrl(server), 'create database clone template lawexam owner lawexam_owner')
  expect(await ask(administratorUrl(server, 'clone'), 'select id from laws')).toEqual([{ id: 1 }])
})

test('a second holder of the same folder is refused, and the first goes on', async () => {
  const dataDir = await freshFolder()
  const first = await start({ dataDir })
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/in use by another running copy/)
  expect(await ask(first.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of several starts at once on one folder, exactly one wins', async () => {
  const dataDir = await freshFolder()
  const tries = await Promise.allSettled([start({ dataDir }), start({ dataDir }), start({ dataDir })])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a killed server is restarted, and what was committed is there', async () => {
  const dataDir = await freshFolder()
  const told = new EventEmitter()
  const server = await start({
    dataDir,
    onExit: () => told.emit('death'),
    say: (line) => told.emit(line),
    settings: { fsync: 'on' },
  })
  const killed = server.pid
  await ask(server.ownerUrl, "create table laws as select '监察法' as title")
  const heard = ['death', 'PostgreSQL ended unexpectedly and is being restarted', 'PostgreSQL is back']
  const all = Promise.all(heard.map((line) => once(told, line)))
  process.kill(killed, 'SIGKILL')
  await all
  expect(server.pid).not.toBe(killed)
  expect(await ask(server.ownerUrl, 'select title from laws')).toEqual([{ title: '监察法' }])
})

test('a query that is running when the server is killed does not hold up the restart', async () => {
  const told = new EventEmitter()
  const server = await start({ dataDir: await freshFolder(), say: (line) => told.emit(line) })
  const busy = new pg.Client({ connectionString: server.appUrl })
  busy.on('error', () => undefined)
  await busy.connect()
  const lost = expect(busy.query('select count(*) from generate_series(1, 2000000000)')).rejects.toThrow()
  await ask(server.appUrl, 'select 1')
  const back = once(told, 'PostgreSQL is back')
  process.kill(server.pid, 'SIGKILL')
  await Promise.all([lost, back])
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a stop asked for is no death', async () => {
  let deaths = 0
  const server = await start({ dataDir: await freshFolder(), onExit: () => (deaths += 1) })
  await Promise.all([server.stop(), server.stop()])
  expect(deaths).toBe(0)
  expect(() => process.kill(server.pid, 0)).toThrow(/ESRCH/)
})

test('the lock of a program that has gone, its process number used again, does not stop a start', async () => {
  const dataDir = await freshFolder()
  const gone = { pid: process.pid, started: '1', token: 'of a program that has gone' }
  await writeFile(join(dataDir, 'pg18.lock'), JSON.stringify(gone))
  const { ownerUrl } = await start({ dataDir })
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await readFile(join(dataDir, 'pg18.lock'), 'utf8')).not.toContain('gone')
})

test('a folder that holds something else is left alone, and the message says what to do', async () => {
  const dataDir = await freshFolder()
  await mkdir(join(dataDir, 'pg18'))
  await writeFile(join(dataDir, 'pg18', 'notes.txt'), 'mine')
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    /does not hold a database of PostgreSQL 18: restore it/,
  )
  expect(await readFile(join(dataDir, 'pg18', 'notes.txt'), 'utf8')).toBe('mine')
})

test('a broken database is reported with the reason and what to do, and the folder is free again', async () => {
  const dataDir = await freshFolder()
  await (await start({ dataDir })).stop()
  await rm(join(dataDir, 'pg18', 'global', 'pg_control'))
  const again = () => startEmbedded({ dataDir })
  await expect(again()).rejects.toThrow(/does not start \(.*pg_control.*\): restore the folder from a backup/)
  await expect(again()).rejects.toThrow(/does not start/)
})

test('a first start that was cut short is begun anew', async () => {
  const dataDir = await freshFolder()
  await mkdir(join(dataDir, 'pg18.new'))
  await writeFile(join(dataDir, 'pg18.new', 'PG_VERSION'), '18')
  const { ownerUrl } = await start({ dataDir })
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a data folder with a long, unusual path works, and its socket is private', async () => {
  const folder = await freshFolder()
  await chmod(folder, 0o711) // A closed one would send root's data elsewhere.
  const dataDir = join(folder, `学法, 考法 ${'x'.repeat(90)}`)
  const server = await start({ dataDir })
  folders.push(server.socketDir)
  expect(Buffer.byteLength(server.socketDir)).toBeLessThan(90)
  expect((await stat(server.socketDir)).mode & 0o777).toBe(0o700)
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})
