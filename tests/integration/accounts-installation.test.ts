import { expect } from 'vitest'
import { requireSameKeys } from '#app/auth/key-record.ts'
import { listDemoAccounts } from '#app/services/people/list-demo-accounts.ts'
import { installation } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'

test('a database is used only with the keys it was begun with', async ({ ownDatabase }) => {
  const begun = { idNumberKeyId: 'aaaaaaaa', signingKeyId: 'bbbb' }
  await requireSameKeys(ownDatabase.db, begun)
  await requireSameKeys(ownDatabase.db, begun)
  await expect(requireSameKeys(ownDatabase.db, { ...begun, signingKeyId: 'cccc' })).rejects.toThrow(
    /other keys/,
  )
})

test('the accounts of the demonstration are shown as they were noted, and none in a real installation', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  expect(await listDemoAccounts(db)).toEqual([])
  const shown = [{ login: 'demo-proctor', roleZh: '监考员', roleEn: 'Proctor' }]
  await db.insert(installation).values({ key: 'demo', value: { accounts: shown, seed: 7 } })
  expect(await listDemoAccounts(db)).toEqual(shown)
})
