import { appendAudit } from '#db/queries/audit.ts'

import type { LoginTools } from './logins.ts'

/** Ends the session of a browser, and records it. Without a session there is nothing to record. */
export async function logOut(
  { db, sessions, readNow }: LoginTools,
  cookieHeader: string | null,
  address = '',
): Promise<string> {
  const { viewer } = await sessions.read(cookieHeader)
  if (viewer) {
    await db.transaction(async (tx) => {
      await sessions.end(tx, viewer.sessionDigest)
      await appendAudit(tx, {
        at: await readNow(tx),
        actor: { id: viewer.accountId, name: viewer.name },
        action: 'account.logged-out',
        subject: 'account',
        subjectId: viewer.accountId,
        detail: { address },
      })
    })
  }
  return sessions.blankCookie()
}
