import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { chromium } from '@playwright/test'

const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const FONTS = '{/usr/share/fonts,/usr/local/share/fonts,~/.fonts,~/.local/share/fonts}/**/*.{ttf,ttc,otf}'
const CHINESE = /noto\w*cjk|noto\w*sc|sourcehan|wqy|droidsansfallback|uming|ukai|simsun|simhei|msyh/i

/** Where a Chromium that starts is on this machine; undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return [...PLACES, chromium.executablePath()].find((path) => existsSync(path) && starts(path))
}

/**
 * Finds a Chromium and a Chinese font (without one, Chinese is drawn as boxes), and gets what is missing: as root
 * by apt-get, otherwise, Chromium only, by Playwright's download.
 *
 * @throws {Error} With the line to type when something is still missing.
 */
export function ensureBrowser(say: (line: string) => void): void {
  if (isComplete()) return
  if (process.getuid?.() === 0 && runs('apt-get', ['--version'])) {
    say(`installing Chromium and a Chinese font (a minute or two): ${INSTALL}`)
    execute('sh', ['-c', INSTALL], 600_000)
  }
  if (!findChromium()) {
    say("downloading Playwright's Chromium (a few minutes; given up after five)")
    execute('playwright', ['install', 'chromium'], 300_000)
  }
  requireBrowser()
}

/** @throws {Error} With the line to type when Chromium or a Chinese font is missing. */
export function requireBrowser(): void {
  if (isComplete()) return
  const missing = [findChromium() ? '' : 'Chromium', hasChineseFont() ? '' : 'a Chinese font']
  throw new Error(`${missing.filter(Boolean).join(' and ')} missing: type (as root): ${INSTALL}`)
}

function isComplete(): boolean {
  return findChromium() !== undefined && hasChineseFont()
}

function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true // They come with the system.
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (!listed.error && listed.stdout.trim() !== '') return true
  // Without fontconfig's program: Chromium has the library, which looks into these folders.
  return globSync(FONTS.replaceAll('~', homedir())).some((file) => CHINESE.test(file.replaceAll('-', '')))
}

/** A downloaded one may lack libraries of the system. */
function starts(path: string): boolean {
  return process.platform === 'darwin' || runs(path, ['--version'])
}

function runs(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function execute(program: string, args: string[], timeout: number): void {
  const quick = { DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  const env = { ...process.env, ...quick }
  spawnSync(program, args, { stdio: 'inherit', env, timeout })
}
