import { expect, test } from 'vitest'

import { displayCookie, readDisplay } from './display.ts'

test('a choice is read back from its cookie, among others', () => {
  const [pair] = displayCookie({ text: 'largest', contrast: 'high' }).split(';')
  expect(readDisplay(`lang=en; ${pair}; other=1`)).toEqual({ text: 'largest', contrast: 'high' })
})

test.for([null, '', 'display=', 'display=huge.loud', 'mydisplay=large.high'])(
  '%s is the standard display',
  (cookies) => {
    expect(readDisplay(cookies)).toEqual({ text: 'standard', contrast: 'standard' })
  },
)
