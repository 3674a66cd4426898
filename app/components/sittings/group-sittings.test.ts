import { expect, test } from 'vitest'

import type { SittingSummary } from '#app/services/sittings/list-sittings.ts'

import { groupSittings } from './group-sittings.ts'

const sitting = (id: string, startsAt: string, phase: SittingSummary['phase']): SittingSummary => ({
  ...{ id, phase, startsAt: new Date(startsAt) },
  ...{ examTitleZh: '', examTitleEn: '', centreZh: '', centreEn: '', roomZh: '', roomEn: '' },
  counts: { registered: 0, checkedIn: 0, sitting: 0, handedIn: 0, absent: null },
})

test('what goes on now comes first, days are days of Shanghai, the newest past sitting leads', () => {
  const now = new Date('2026-11-23T01:10:00Z')
  const groups = groupSittings(
    [
      sitting('long ago', '2026-10-01T01:00:00Z', 'over'),
      sitting('yesterday evening', '2026-11-22T15:59:00Z', 'over'),
      sitting('early this morning', '2026-11-22T16:30:00Z', 'over'),
      sitting('now', '2026-11-23T01:00:00Z', 'open'),
      sitting('this afternoon', '2026-11-23T06:00:00Z', 'planned'),
      sitting('tomorrow', '2026-11-23T16:00:00Z', 'planned'),
    ],
    now,
  )
  expect(groups.today.map(({ id }) => id)).toEqual(['now', 'this afternoon', 'early this morning'])
  expect(groups.coming.map(({ id }) => id)).toEqual(['tomorrow'])
  expect(groups.past.map(({ id }) => id)).toEqual(['yesterday evening', 'long ago'])
})
