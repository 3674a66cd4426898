import { timestamp, uuid } from 'drizzle-orm/pg-core'
import { uuidv7 } from 'uuidv7'

/** A primary key made by the program: UUIDv7, so that rows of one time lie together. */
export const id = () => uuid().primaryKey().$defaultFn(uuidv7)

/** An instant: UTC, milliseconds, always a Date in code. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
