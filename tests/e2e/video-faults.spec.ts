import { readdirSync, readFileSync } from 'node:fs'

import { expect } from '@playwright/test'

import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { test } from '#tests/fixtures/browser.ts'
import { addDemoSitting } from '#tests/fixtures/demo-sitting.ts'
import { ExamPage } from '#tests/pages/exam-page.ts'
import { RoomPage } from '#tests/pages/room-page.ts'
import { WaitingPage } from '#tests/pages/waiting-page.ts'

const m = proctoringMessages['zh-CN']

/**
 * The promises are 10 s for the feeds and 5 s for what is lost; proctoring/room.test.ts holds the rules to the
 * millisecond. Two busy cores with four pages may add to it, so the journey prints what it measured and fails later.
 */
const SLOW_MACHINE_MS = 20_000

test('a killed video worker: the exam goes on, and the feeds come back by themselves within 10 seconds; a closed page and a lost camera show within 5', async ({
  page,
  openBrowser,
  signIn,
  platform,
  db,
}) => {
  test.setTimeout(180_000)
  const { sittingId, candidates } = await addDemoSitting(db, '视频故障')
  await signIn('proctor1')
  const room = new RoomPage(page)
  const exams: ExamPage[] = []
  for (const person of candidates) {
    await page.goto(`/proctor/${sittingId}/check-in`)
    await page.getByRole('button', { name: `${person.name}：核验通过` }).click()
    const browser = await openBrowser()
    await signIn(person.login, browser)
    await browser.goto(`/wait/${person.registrationId}`)
    await new WaitingPage(browser).prepare()
    exams.push(new ExamPage(browser))
  }
  await room.open(sittingId)
  await room.act('start')
  for (const person of candidates) await room.expectPlaying(person.name)

  const [exam, other] = exams
  const [workers, killedAt] = [workersOf(platform.pid), Date.now()]
  expect(workers.length).toBeGreaterThan(0)
  for (const pid of workers) process.kill(pid, 'SIGKILL')
  await exam?.answerByKey('a')
  await exam?.expectAnswered(1, 100)
  await exam?.expectAllSaved()
  await Promise.all(candidates.map((person) => room.expectFreshPicture(person.name, SLOW_MACHINE_MS)))
  const backMs = Date.now() - killedAt
  console.log(`feeds back after ${(backMs / 1000).toFixed(1)} s`)
  expect(workersOf(platform.pid)).toHaveLength(workers.length)

  // The camera of one is taken away; the page of the other is closed.
  const [first, second] = candidates
  await exam?.page.evaluate(() => {
    for (const video of document.querySelectorAll('video')) {
      // Safe: the page's own picture is a camera stream.
      for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
    }
  })
  await expect(room.seat(first.name)).toContainText(m.states['camera-lost'], { timeout: SLOW_MACHINE_MS })
  const closedAt = Date.now()
  await other?.page.close()
  await expect(room.seat(second.name)).toContainText(m.states['connection-lost'], {
    timeout: SLOW_MACHINE_MS,
  })
  console.log(`connection lost shown after ${((Date.now() - closedAt) / 1000).toFixed(1)} s`)
  await exam?.answerByKey('b')
  await exam?.expectAllSaved()
})

/** The video workers of a platform: its children, by the name of their program. */
function workersOf(platformPid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return (
          Number(parent) === platformPid &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('mediasoup-worker')
        )
      } catch {
        return false // it ended meanwhile
      }
    })
}
