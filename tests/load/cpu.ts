import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks per second of /proc/PID/stat: 100 on every Linux this runs on. */
const TICKS_PER_S = 100

type Stat = { pid: number; parent: number; ownTicks: number; reapedTicks: number }

/** CPU seconds, user and system, of one process. */
export function cpuOf(pid: number): number {
  const stat = readStat(pid)
  return stat ? stat.ownTicks / TICKS_PER_S : 0
}

/** CPU seconds of a process and everything below it, children that have ended included. */
export function cpuOfTree(root: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? [])
  const below = new Set([root])
  for (let grown = true; grown;) {
    grown = false
    for (const stat of stats) {
      if (!below.has(stat.pid) && below.has(stat.parent)) {
        below.add(stat.pid)
        grown = true
      }
    }
  }
  const ticks = stats
    .filter((stat) => below.has(stat.pid))
    .reduce((sum, stat) => sum + stat.ownTicks + stat.reapedTicks, 0)
  return ticks / TICKS_PER_S
}

function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces: the fields are counted after it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    return {
      pid,
      parent,
      ownTicks: (fields[11] ?? 0) + (fields[12] ?? 0),
      reapedTicks: (fields[13] ?? 0) + (fields[14] ?? 0),
    }
  } catch {
    return null // it ended meanwhile
  }
}
