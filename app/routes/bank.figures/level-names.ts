import type { FlagName } from '#app/domain/item-analysis-flags.ts'

/** How grave the flags of a listed question are at least. */
export const levels = ['urgent', 'look', 'note', 'all'] as const
export type Level = (typeof levels)[number]
export type LevelFilter = { level: Level; flag: FlagName | null }
