import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours of a theme; the high contrast overrides the standard one. */
function coloursOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

const standard = coloursOf(':root')
const themes = { standard, high: new Map([...standard, ...coloursOf(":root[data-contrast='high']")]) }

/** @see WCAG 2.2, "contrast ratio" and "relative luminance" */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const texts = ['ink', 'ink-soft', 'ink-faint', 'indigo', 'indigo-deep', 'vermilion', 'danger']
const grounds = ['paper', 'surface', 'sunken']
const states = ['neutral', 'info', 'success', 'warning', 'danger']

const readable = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...states.flatMap((state) => [[state, `${state}-tint`] as const, ['ink', `${state}-tint`] as const]),
  ['indigo', 'indigo-tint'],
  ['ink', 'indigo-tint'],
  ['on-indigo', 'indigo'],
  ['on-indigo', 'indigo-deep'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-deep'],
  ['on-indigo-soft', 'cover'],
] as const

const visible = [
  ['line-strong', 'surface'],
  ['line-strong', 'paper'],
  ['focus', 'paper'],
  ['focus', 'surface'],
] as const

for (const [theme, colours] of Object.entries(themes)) {
  const ratio = (one: string, other: string) => contrast(colours.get(one) ?? '', colours.get(other) ?? '')

  test.for(readable)(`${theme}: text %s is readable on %s`, ([text, ground]) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.for(visible)(`${theme}: edge %s is seen on %s`, ([edge, ground]) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3)
  })
}
