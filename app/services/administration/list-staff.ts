import { listStaffRoles, type StaffFilter } from '#db/queries/administration.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'

import { type Administrator, actorOf, regionOfAdministrator } from './administrator.ts'

const staffPerPage = 50

/** Who holds which role in the region, a page at a time. Every reading writes one audit row. */
export function listStaff(administrator: Administrator, { role }: StaffFilter, wantedPage: number) {
  const page = Math.max(1, Math.trunc(wantedPage))
  return administrator.db.transaction(async (tx) => {
    const region = regionOfAdministrator(administrator)
    const window = { limit: staffPerPage, offset: (page - 1) * staffPerPage }
    const { rows, total } = await listStaffRoles(tx, region, { role, ...window })
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(administrator),
      action: 'staff.listed',
      subject: 'people',
      unitId: region === 'everywhere' ? null : (region.unitIds[0] ?? null),
      detail: { role: role ?? null, page, shown: rows.length },
    })
    return { rows, total, page, pageCount: Math.max(1, Math.ceil(total / staffPerPage)) }
  })
}

export type StaffLine = Awaited<ReturnType<typeof listStaff>>['rows'][number]
