import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

import type { Ledger, Pending } from './ledger.ts'

/** Whose answers of which attempt: seat computers are shared. */
export type OutboxKey = { attemptId: string; personId: string }

/** What a browser that was killed finds again. */
export type Kept = {
  /** The token of the machine that made the entries. */
  machine: string
  pending: Pending[]
  marked: string[]
  itemId: string | null
}

/** Where answers wait until the server has them. `durable` false: only as long as this page lives. */
export type OutboxStore = {
  durable: boolean
  read(key: OutboxKey): Promise<Kept | null>
  /** Resolves once the entry would survive a power cut. Rejects if another page holds this number already. */
  add(key: OutboxKey, machine: string, entry: Pending): Promise<void>
  /** Drops what is settled, or puts the renumbered rest in the place of what was there. */
  replace(key: OutboxKey, machine: string, ledger: Pick<Ledger, 'pending'>): Promise<void>
  settle(key: OutboxKey, savedSeq: number): Promise<void>
  /** Marks and the place in the paper: a comfort, so nobody waits for it. */
  keepPlace(key: OutboxKey, place: { marked: string[]; itemId: string | null }): Promise<void>
  wipe(key: OutboxKey): Promise<void>
  close(): void
}

type StoredEntry = Omit<Pending, 'since'> & { response: readonly string[] }

type Schema = DBSchema & {
  machines: { key: string; value: { machine: string } }
  entries: { key: [string, number]; value: StoredEntry & { outbox: string } }
  places: { key: string; value: { marked: string[]; itemId: string | null } }
}

const strict = { durability: 'strict' } as const
/** A profile on a broken disk may never answer. */
const OPEN_WITHIN_MS = 3000

/** Opens the durable store, or one in memory where the browser has none to offer: then the page must say so. */
export async function openStore(name = 'lawexam-outbox'): Promise<OutboxStore> {
  try {
    return durableStore(await inTime(openDatabase(name), OPEN_WITHIN_MS))
  } catch {
    return memoryStore()
  }
}

function openDatabase(name: string): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('machines')
      database.createObjectStore('entries', { keyPath: ['outbox', 'seq'] })
      database.createObjectStore('places')
    },
  })
}

function durableStore(database: IDBPDatabase<Schema>): OutboxStore {
  return {
    durable: true,
    async read(key) {
      const outbox = nameOf(key)
      const tx = database.transaction(['machines', 'entries', 'places'])
      const [machine, entries, place] = await Promise.all([
        tx.objectStore('machines').get(outbox),
        tx.objectStore('entries').getAll(rangeOf(outbox)),
        tx.objectStore('places').get(outbox),
      ])
      if (!machine && !place) return null
      return {
        machine: machine?.machine ?? '',
        pending: entries.map(pendingOf),
        marked: place?.marked ?? [],
        itemId: place?.itemId ?? null,
      }
    },
    async add(key, machine, entry) {
      const outbox = nameOf(key)
      const tx = database.transaction(['machines', 'entries'], 'readwrite', strict)
      await Promise.all([
        tx.objectStore('machines').put({ machine }, outbox),
        // add, not put: of two pages that take the same number, the second hears of it.
        tx.objectStore('entries').add(storedOf(outbox, entry)),
        tx.done,
      ])
    },
    async replace(key, machine, { pending }) {
      const outbox = nameOf(key)
      const tx = database.transaction(['machines', 'entries'], 'readwrite', strict)
      const entries = tx.objectStore('entries')
      await Promise.all([
        tx.objectStore('machines').put({ machine }, outbox),
        entries.delete(rangeOf(outbox)),
        ...pending.map((entry) => entries.add(storedOf(outbox, entry))),
        tx.done,
      ])
    },
    async settle(key, savedSeq) {
      await database.delete('entries', rangeOf(nameOf(key), savedSeq))
    },
    async keepPlace(key, place) {
      await database.put('places', place, nameOf(key))
    },
    async wipe(key) {
      const outbox = nameOf(key)
      const tx = database.transaction(['machines', 'entries', 'places'], 'readwrite', strict)
      await Promise.all([
        tx.objectStore('machines').delete(outbox),
        tx.objectStore('entries').delete(rangeOf(outbox)),
        tx.objectStore('places').delete(outbox),
        tx.done,
      ])
    },
    close: () => database.close(),
  }
}

/** For a browser without IndexedDB, or one that forbids it. Everything works but surviving a kill. */
export function memoryStore(): OutboxStore {
  let kept: Kept | null = null
  return {
    durable: false,
    read: async () => kept,
    add: async (_key, machine, entry) => {
      kept = { marked: [], itemId: null, ...kept, machine, pending: [...(kept?.pending ?? []), entry] }
    },
    replace: async (_key, machine, { pending }) => {
      kept = { marked: [], itemId: null, ...kept, machine, pending: [...pending] }
    },
    settle: async (_key, savedSeq) => {
      if (kept) kept = { ...kept, pending: kept.pending.filter((entry) => entry.seq > savedSeq) }
    },
    keepPlace: async (_key, place) => {
      kept = { machine: '', pending: [], ...kept, ...place }
    },
    wipe: async () => {
      kept = null
    },
    close: () => {},
  }
}

const nameOf = ({ attemptId, personId }: OutboxKey) => `${attemptId} ${personId}`

const rangeOf = (outbox: string, upTo = Infinity) => IDBKeyRange.bound([outbox, 0], [outbox, upTo])

function storedOf(
  outbox: string,
  { seq, itemId, response, clientAt }: Pending,
): StoredEntry & { outbox: string } {
  return { outbox, seq, itemId, response, clientAt }
}

/** The page's own clock began anew with the page, so the age is told by the computer's: good enough to show. */
function pendingOf({ seq, itemId, response, clientAt }: StoredEntry): Pending {
  const ageMs = Math.max(0, Date.now() - Date.parse(clientAt)) || 0
  return { seq, itemId, response, clientAt, since: performance.now() - ageMs }
}

/** Rejects when `work` takes longer; a late success is left alone. */
export function inTime<Value>(work: Promise<Value>, withinMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), withinMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
