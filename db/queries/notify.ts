import { sql } from 'drizzle-orm'

import type { Db } from '../client.ts'

/** The channel on which every process of the platform hears what was committed. */
export const CHANNEL = 'lawexam_notice'

/** Something that pages want to show at once. It is sent when the transaction commits, and not at all otherwise. */
export type StoredNotice = {
  sittingId: string
  registrationId?: string | null
  kind:
    | 'clock'
    | 'message'
    | 'closed'
    | 'started'
    | 'machine'
    | 'incident'
    | 'checked-in'
    | 'acknowledged'
    | 'answers'
  payload: unknown
}

export async function notify(tx: Db, notice: StoredNotice): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`)
}
