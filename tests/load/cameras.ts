/**
 * `node tests/load/cameras.ts URL COUNT`, with DEMO_PASSWORD: candidates E000002 and on log in, take their seats,
 * publish a moving picture and answer now and then, until Ctrl-C. Each is a page of a real Chromium.
 */
import { setTimeout as wait } from 'node:timers/promises'

import { chromium, type Browser } from '@playwright/test'

import { documentVersions } from '#app/services/exams/documents.ts'
import { ensureBrowser, findChromium } from '#tests/setup/chromium.ts'

const [url = 'http://localhost:3000', count = '12'] = process.argv.slice(2)
const password = process.env['DEMO_PASSWORD'] ?? ''
const say = (line: string) => console.log(line)

ensureBrowser(say)
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  handleSIGINT: false,
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--allow-loopback-in-peer-connection',
  ],
})
let stopped = false
process.on('SIGINT', () => {
  stopped = true
  void browser.close().then(() => process.exit(0))
})

// E000001 is left to whoever tries the demo; whoever sits already, from another browser, is passed over.
let entered = 0
for (let seat = 2; seat <= 40 && entered < Number(count) && !stopped; seat += 1) {
  try {
    if (await enter(browser, seat)) entered += 1
  } catch (error) {
    if (!stopped)
      say(
        `E${String(seat).padStart(6, '0')}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      )
  }
}
if (!stopped) say(`${entered} 位模拟考生已入场 simulated candidates are in.`)

type Registration = { registrationId: string; state: string; sitting?: object | null }

/** @returns False when this person has no sitting to begin now. */
async function enter(on: Browser, seat: number): Promise<boolean> {
  const context = await on.newContext({ permissions: ['camera'], viewport: { width: 1024, height: 700 } })
  await context.addInitScript(drawnCamera, seat)
  const login = `E${String(seat).padStart(6, '0')}`
  const session = await context.request.post(`${url}/api/v1/session`, { data: { login, password } })
  if (!session.ok()) throw new Error(`cannot log in (${session.status()})`)
  // Safe: the interface answers with registrations.
  const mine = (await (await context.request.get(`${url}/api/v1/me/registrations`)).json()) as Registration[]
  const place = mine.find((one) => one.sitting && one.state === 'open')
  if (!place) {
    await context.close()
    return false
  }
  for (const [document, version] of Object.entries(documentVersions)) {
    await context.request.post(`${url}/wait/${place.registrationId}/accept`, { data: { document, version } })
  }
  const started = await context.request.post(`${url}/api/v1/attempts`, {
    data: { registrationId: place.registrationId },
  })
  if (!started.ok()) throw new Error(`cannot start (${started.status()})`)
  const { attemptId } = (await started.json()) as { attemptId: string }
  const page = await context.newPage()
  await page.goto(`${url}/sit/${attemptId}`)
  void answerNowAndThen(
    () => page.keyboard.press('ABCD'[Math.floor(Math.random() * 4)] ?? 'A'),
    () => page.keyboard.press('ArrowRight'),
  )
  return true
}

async function answerNowAndThen(choose: () => Promise<void>, next: () => Promise<void>): Promise<void> {
  while (!stopped) {
    await wait(4000 + Math.random() * 20_000)
    await choose()
      .then(next)
      .catch(() => {}) // the page is closing
  }
}

/** Runs in the page before its own scripts: a drawn person in the colours of the seat, who moves a little. */
function drawnCamera(seat: number): void {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  const pen = canvas.getContext('2d')
  if (!pen) return
  const hue = (seat * 47) % 360
  const circle = (x: number, y: number, radius: number) => {
    pen.beginPath()
    pen.ellipse(x, y, radius, radius * 1.2, 0, 0, Math.PI * 2)
    pen.fill()
  }
  const draw = () => {
    const t = performance.now() / 1000 + seat
    const x = 320 + Math.sin(t * 0.7) * 24
    const y = 210 + Math.sin(t * 1.3) * 8
    pen.fillStyle = `hsl(${hue} 18% 78%)`
    pen.fillRect(0, 0, 640, 480)
    pen.fillStyle = `hsl(${hue} 12% 68%)`
    pen.fillRect(0, 0, 640, 90)
    pen.fillStyle = `hsl(${(hue + 160) % 360} 30% 38%)`
    pen.beginPath()
    pen.ellipse(x, 500, 190, 170, 0, 0, Math.PI * 2)
    pen.fill()
    pen.fillStyle = 'hsl(28 45% 74%)'
    circle(x, y, 88)
    pen.fillStyle = 'hsl(25 20% 16%)'
    pen.beginPath()
    pen.ellipse(x, y - 55, 94, 62, 0, Math.PI, Math.PI * 2)
    pen.fill()
    const blink = Math.sin(t * 2.1) > 0.97 ? 1 : 7
    for (const side of [-30, 30]) {
      pen.beginPath()
      pen.ellipse(x + side + Math.sin(t * 0.5) * 6, y - 2, 8, blink, 0, 0, Math.PI * 2)
      pen.fill()
    }
    pen.fillRect(x - 20, y + 48, 40, 4)
  }
  draw()
  setInterval(draw, 100)
  const stream = canvas.captureStream(10)
  navigator.mediaDevices.getUserMedia = () => Promise.resolve(stream.clone())
}
