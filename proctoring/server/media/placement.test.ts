import { expect, test } from 'vitest'

import { leastLoaded } from './placement.ts'

const load = (index: number, cameras: number, recent = 0) => ({ index, cameras, recent })

test.for([
  { loads: [], chosen: null },
  { loads: [load(0, 5), load(1, 4)], chosen: 1 },
  { loads: [load(0, 3), load(1, 3)], chosen: 0 },
  { loads: [load(0, 3, 2), load(1, 4)], chosen: 1 },
  { loads: [load(2, 9)], chosen: 2 },
])('of $loads it is $chosen', ({ loads, chosen }) => {
  expect(leastLoaded(loads)).toBe(chosen)
})
