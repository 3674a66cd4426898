import type { Signer } from '#app/services/receipts/signer.ts'
import type { Db } from '#db/client.ts'

import type { StaffActors } from './accounts.ts'
import type { Calendar } from './calendar.ts'
import type { Organisation } from './organisation.ts'

/** What every step of the making of the demo world needs. */
export type Making = {
  tx: Db
  calendar: Calendar
  organisation: Organisation
  staff: StaffActors
  signer: Signer
  seed: string
  /** Told how many of how many people of an exam are done. */
  progress: (exam: 'past' | 'current', done: number, all: number) => void
}

/** Does a long list piece by piece, in order. `done`: how many came before the piece. */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  each: (batch: Item[], done: number) => Promise<void>,
): Promise<void> {
  for (let done = 0; done < items.length; done += size) await each(items.slice(done, done + size), done)
}
