import { z } from 'zod'

const code = z.string().regex(/^[a-z]+-\d{3}$/)

/** Two questions of the basic bank that must not stand in one paper, by code, the smaller first, and why. */
export const WrittenEnemies = z.strictObject({ one: code, other: code, reason: z.string().min(4).max(300) })
export type WrittenEnemies = z.infer<typeof WrittenEnemies>
