/** A random wait below `spreadMs`, so that a room of browsers does not come back all at once. */
export function jitter(spreadMs: number): number {
  return Math.random() * spreadMs
}
