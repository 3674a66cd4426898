import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test as base } from 'vitest'
import { defaultCacheDir, placeInCache, starts } from './cache.ts'
import { ensureWorker } from './ensure.ts'
import { withLock } from './lock.ts'
import { findMediasoup, findWrongVersion, PINNED_VERSION } from './mediasoup-package.ts'
import { listSubprojects, prepareSource } from './source-tree.ts'

const test = base.extend<{ folder: string }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads the fixture's needs from the braces
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensure-worker-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

/** Answers as a real worker does when it is started by hand. */
async function putWorker(file: string, exitCode = 41): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\nexit ${exitCode}\n`)
  await chmod(file, 0o755)
  return file
}

const silent = (line: string) => {
  throw new Error(`Nothing was to be said, but: ${line}`)
}

test('the worker named by the environment wins over the cache', async ({ folder }) => {
  await putWorker(placeInCache(folder, PINNED_VERSION).file)
  const path = await putWorker(join(folder, 'own-worker'))
  const answer = await ensureWorker({
    say: silent,
    cacheDir: folder,
    environment: { MEDIASOUP_WORKER_BIN: path },
  })
  expect(answer).toEqual({ ok: true, value: { path, origin: 'environment' } })
})

test.for(['missing', 'not executable', 'a folder'])(
  'a worker named by the environment that is %s is refused, not replaced',
  async (fault, { folder }) => {
    await putWorker(placeInCache(folder, PINNED_VERSION).file)
    const path = join(folder, 'own-worker')
    if (fault === 'not executable') await writeFile(path, '', { mode: 0o644 })
    if (fault === 'a folder') await mkdir(path)

    const answer = await ensureWorker({
      say: silent,
      cacheDir: folder,
      environment: { MEDIASOUP_WORKER_BIN: path },
    })
    expect(answer.ok ? '' : answer.detail).toContain(`MEDIASOUP_WORKER_BIN names ${path}`)
  },
)

test('a cached worker is used without a word', async ({ folder }) => {
  const path = await putWorker(placeInCache(folder, PINNED_VERSION).file)
  const answer = await ensureWorker({ say: silent, cacheDir: folder, environment: {} })
  expect(answer).toEqual({ ok: true, value: { path, origin: 'cache' } })
})

test("the cache is in the user's XDG cache folder", async ({ folder }) => {
  const environment = { XDG_CACHE_HOME: folder }
  const path = await putWorker(placeInCache(defaultCacheDir(environment), PINNED_VERSION).file)
  expect(path.startsWith(join(folder, 'law-exam-platform', 'mediasoup-worker', `${PINNED_VERSION}-`))).toBe(
    true,
  )
  expect(await ensureWorker({ say: silent, environment })).toMatchObject({ value: { path, origin: 'cache' } })
})

test('a worker of another system does not count as one', async ({ folder }) => {
  expect(await starts(await putWorker(join(folder, 'worker'), 127))).toBe(false)
})

test('another mediasoup than the pinned one is refused by name', () => {
  expect(findWrongVersion('3.19.3')).toContain('mediasoup 3.27.1, but 3.19.3 is installed')
})

test('the installed mediasoup is the pinned one', async () => {
  const mediasoup = await findMediasoup()
  expect(findWrongVersion(mediasoup?.version ?? 'none')).toBeNull()
})

test(
  'the patches and the overlay fit the source of the installed mediasoup',
  { timeout: 30_000 },
  async ({ folder }) => {
    const mediasoup = await findMediasoup()
    await prepareSource(mediasoup?.sourceFolder ?? '', folder)

    const patched = await readFile(join(folder, 'src/RTC/DtlsTransport.cpp'), 'utf8')
    expect(patched).toContain('operationType & BIO_CB_RETURN')
    const replaced = await readdir(join(folder, 'subprojects'), { withFileTypes: true })
    // One more folder: upstream's own packagefiles.
    expect(replaced.filter((entry) => entry.isDirectory())).toHaveLength((await listSubprojects()).length + 1)
  },
)

test('a second process waits until the first has finished', async ({ folder }) => {
  const lockFile = join(folder, 'lock')
  const happened: string[] = []
  let second: Promise<unknown> | undefined

  const nobodyToWaitFor = () => happened.push('first waits')
  await withLock(lockFile, nobodyToWaitFor, async () => {
    await new Promise<void>((secondWaits) => {
      second = withLock(lockFile, secondWaits, async () => happened.push('second works'))
    })
    happened.push('first is done')
  })
  await second
  expect(happened).toEqual(['first is done', 'second works'])
})

test('the lock of a process that is gone holds nobody up', async ({ folder }) => {
  const lockFile = join(folder, 'lock')
  const impossiblePid = 2 ** 22 + 1
  await writeFile(lockFile, `${impossiblePid} ${hostname()}`)
  expect(
    await withLock(
      lockFile,
      () => silent('waiting'),
      async () => 'done',
    ),
  ).toBe('done')
})
