import { z } from 'zod'

import type { Db } from '#db/client.ts'
import { findInstallationFact } from '#db/queries/accounts.ts'

const DemoFact = z.object({
  accounts: z.array(z.object({ login: z.string(), roleZh: z.string(), roleEn: z.string() })),
})

export type DemoAccount = z.infer<typeof DemoFact>['accounts'][number]

/** The accounts of the demonstration that anybody may try. None in a real installation. */
export async function listDemoAccounts(db: Db): Promise<DemoAccount[]> {
  const fact = DemoFact.safeParse(await findInstallationFact(db, 'demo'))
  return fact.success ? fact.data.accounts : []
}
