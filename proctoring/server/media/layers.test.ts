import { expect, test } from 'vitest'

import { layersFor, sameLayers } from './layers.ts'

test.for([
  {
    tile: { visible: false, px: 400 },
    enlarged: false,
    paused: true,
    spatialLayer: 0,
    temporalLayer: 2,
    priority: 1,
  },
  {
    tile: { visible: true, px: 199 },
    enlarged: false,
    paused: false,
    spatialLayer: 0,
    temporalLayer: 0,
    priority: 1,
  },
  {
    tile: { visible: true, px: 200 },
    enlarged: false,
    paused: false,
    spatialLayer: 0,
    temporalLayer: 2,
    priority: 1,
  },
  {
    tile: { visible: false, px: 0 },
    enlarged: true,
    paused: false,
    spatialLayer: 1,
    temporalLayer: 2,
    priority: 255,
  },
])('$tile, enlarged $enlarged', ({ tile, enlarged, ...layers }) => {
  expect(layersFor(tile, enlarged)).toEqual(layers)
})

test('the same layers are not asked for twice', () => {
  const small = layersFor({ visible: true, px: 100 }, false)
  expect(sameLayers(small, layersFor({ visible: true, px: 150 }, false))).toBe(true)
  expect(sameLayers(small, layersFor({ visible: true, px: 300 }, false))).toBe(false)
  expect(sameLayers(null, small)).toBe(false)
})
