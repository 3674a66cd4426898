/** What is sent of one picture to one wall. */
export type Layers = { paused: boolean; spatialLayer: 0 | 1; temporalLayer: 0 | 1 | 2; priority: number }

export type TileOnWall = { visible: boolean; px: number }

/** Below this many device pixels a tile shows fewer frames: nobody sees the difference on a wall. */
const SMALL_TILE_PX = 200
const ENLARGED_PRIORITY = 255

/**
 * What a tile needs: nothing while it is out of sight, few frames while it is small, all of it when enlarged.
 *
 * @param px The width of the tile in device pixels.
 */
export function layersFor({ visible, px }: TileOnWall, enlarged: boolean): Layers {
  if (enlarged) return { paused: false, spatialLayer: 1, temporalLayer: 2, priority: ENLARGED_PRIORITY }
  return { paused: !visible, spatialLayer: 0, temporalLayer: px < SMALL_TILE_PX ? 0 : 2, priority: 1 }
}

export function sameLayers(a: Layers | null, b: Layers): boolean {
  return (
    a !== null &&
    a.paused === b.paused &&
    a.spatialLayer === b.spatialLayer &&
    a.temporalLayer === b.temporalLayer &&
    a.priority === b.priority
  )
}
