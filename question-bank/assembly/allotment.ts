import type { Difficulty } from '../question.ts'
import type { Random } from '../random.ts'
import type { Network } from './network.ts'

/** How many blocks a cell takes from a group of one difficulty; `group` null: that many are missing. */
export type Allotment = { cell: number; difficulty: Difficulty; group: number | null; count: number }

/** One way for a cell to take a block: the edges from source to sink, the one out of the cell, and the group's own. */
export type Way = { group: number; path: readonly number[]; through: number; stock: number }

/** Takes ways by lot, each as likely as its group has blocks left, as long as there is room. What is left is for `maximise`. */
export function beginAtRandom(network: Network, ways: readonly Way[], count: number, random: Random): void {
  const weightOf = ({ path, stock }: Way) =>
    path.every((edge) => network.left(edge) > 0) ? network.left(stock) : 0
  for (let taken = 0; taken < count; taken += 1) {
    let ticket = random() * ways.reduce((sum, way) => sum + weightOf(way), 0)
    const way = ways.find((one) => (ticket -= weightOf(one)) < 0)
    if (!way) return
    network.send(way.path)
  }
}
