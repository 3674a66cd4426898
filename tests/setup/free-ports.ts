import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Above the well-known ports, below those the system hands out itself (32768 and up on Linux). */
const FIRST = 10_000
const LAST = 32_000

/**
 * Finds ports next to each other that nobody listens on.
 *
 * @returns The first of them.
 */
export async function findFreePorts(count = 1): Promise<number> {
  for (;;) {
    const first = randomInt(FIRST, LAST - count)
    const ports = Array.from({ length: count }, (_, index) => first + index)
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })
}
