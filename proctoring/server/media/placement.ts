/** A worker that could take a camera. `recent` are cameras opened a moment ago: connecting costs more than sending. */
export type Load = { index: number; cameras: number; recent: number }

/**
 * Chooses the worker for one more camera: the one with the least to do, the first of several alike.
 *
 * Cameras are placed one by one, not by sitting, so that a large sitting spreads over all workers.
 *
 * @returns null when no worker runs.
 */
export function leastLoaded(loads: readonly Load[]): number | null {
  let best: Load | null = null
  for (const load of loads) {
    if (best === null || weight(load) < weight(best)) best = load
  }
  return best?.index ?? null
}

const weight = ({ cameras, recent }: Load) => cameras + recent
