import pg from 'pg'

import { CHANNEL, type StoredNotice } from './queries/notify.ts'

/**
 * Hears every committed notice. When the connection breaks it is made again; what was missed meanwhile is
 * not lost, since pages read their state from the database whenever they reconnect.
 */
export async function listenForNotices(
  url: string,
  hear: (notice: StoredNotice) => void,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | null = null
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'lawexam-notices',
      keepAlive: true,
    })
    next.on('error', again)
    next.on('end', again)
    next.on('notification', ({ payload }) => {
      // Safe: only notify() of db/queries/notify.ts writes on this channel.
      if (payload) hear(JSON.parse(payload) as StoredNotice)
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    client = next
  }
  function again(): void {
    if (closed || timer) return
    client = null
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(again)
    }, 500)
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
