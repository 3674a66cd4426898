/**
 * A flow network with whole capacities. A flow that was begun at random is completed by augmenting paths
 * (L. R. Ford, D. R. Fulkerson, Canad. J. Math. 8, 1956; shortest ones first: J. Edmonds, R. M. Karp, J. ACM 19, 1972), so
 * it ends as a greatest one, whatever it began with.
 */
export type Network = {
  /** Adds an edge. @returns Its number. */
  connect(from: number, to: number, capacity: number): number
  /** What can still go along an edge. */
  left(edge: number): number
  /** What goes along an edge. */
  flow(edge: number): number
  /** Sends one unit along edges that follow one another and have room. */
  send(edges: readonly number[]): void
  /** Sends as much as possible from node 0 to node 1. */
  maximise(): void
}

export const SOURCE = 0
export const SINK = 1

/** @param nodes How many nodes there are, source and sink included. */
export function newNetwork(nodes: number): Network {
  const edgesOf: number[][] = Array.from({ length: nodes }, () => [])
  const target: number[] = []
  /** Of the edge at an even place and of its reverse at the next one. */
  const room: number[] = []

  const connect = (from: number, to: number, capacity: number) => {
    const edge = target.length
    target.push(to, from)
    room.push(capacity, 0)
    edgesOf[from]?.push(edge)
    edgesOf[to]?.push(edge + 1)
    return edge
  }
  const push = (edge: number, amount: number) => {
    room[edge] = (room[edge] ?? 0) - amount
    room[edge ^ 1] = (room[edge ^ 1] ?? 0) + amount
  }

  return {
    connect,
    left: (edge) => room[edge] ?? 0,
    flow: (edge) => room[edge ^ 1] ?? 0,
    send: (edges) => {
      for (const edge of edges) push(edge, 1)
    },
    maximise: () => {
      for (let path = findPath({ edgesOf, target, room }); path; path = findPath({ edgesOf, target, room })) {
        const amount = Math.min(...path.map((edge) => room[edge] ?? 0))
        for (const edge of path) push(edge, amount)
      }
    },
  }
}

type Residual = { edgesOf: readonly number[][]; target: readonly number[]; room: readonly number[] }

/** The edges of a shortest path with room from source to sink; null when there is none. */
function findPath(residual: Residual): number[] | null {
  const reachedBy = new Map<number, number>()
  const queue = [SOURCE]
  // Grows while it is walked: what is reached is looked at later.
  for (const node of queue) {
    for (const edge of openEdges(residual, node)) {
      const next = residual.target[edge] ?? SOURCE
      if (next === SOURCE || reachedBy.has(next)) continue
      reachedBy.set(next, edge)
      if (next === SINK) return pathBack(residual, reachedBy)
      queue.push(next)
    }
  }
  return null
}

const openEdges = ({ edgesOf, room }: Residual, node: number) =>
  (edgesOf[node] ?? []).filter((edge) => (room[edge] ?? 0) > 0)

function pathBack({ target }: Residual, reachedBy: ReadonlyMap<number, number>): number[] {
  const path: number[] = []
  for (let node = SINK; node !== SOURCE;) {
    const edge = reachedBy.get(node) ?? 0
    path.push(edge)
    node = target[edge ^ 1] ?? SOURCE
  }
  return path.reverse()
}
