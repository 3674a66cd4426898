import { Link, type MetaFunction, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { SittingTable } from '#app/components/sittings/sitting-table.tsx'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { centreMessages } from '#app/i18n/centre.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { type CentreSummary, listMyCentres } from '#app/services/centres/list-centres.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const manager = requireStaff(context, request, ['centre-manager'])
  return { centres: await listMyCentres(manager, context.now) }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(centreMessages, locale).title)

export default function Centre() {
  const m = useMessages(centreMessages)
  const { centres } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} />
      {centres.length === 0 && (
        <Panel>
          <EmptyState title={m.emptyTitle}>{m.empty}</EmptyState>
        </Panel>
      )}
      {centres.map((centre) => (
        <OneCentre key={centre.id} centre={centre} />
      ))}
    </>
  )
}

function OneCentre({ centre }: { centre: CentreSummary }) {
  const m = useMessages(centreMessages)
  const name = useInLanguage()
  const title = name(centre.nameZh, centre.nameEn)
  return (
    <>
      <Panel title={`${title} · ${m.sittings}`} flush>
        <SittingTable
          caption={`${title} · ${m.sittings}`}
          sittings={[...centre.sittings].reverse()}
          act={{ label: m.manageStaff, to: ({ id }) => `/centre/sittings/${id}` }}
          empty={
            <EmptyState title={m.noSittingsTitle} icon="clock">
              {m.noSittings}
            </EmptyState>
          }
        />
      </Panel>
      <Panel title={`${title} · ${m.rooms}`} flush>
        <Table
          caption={`${title} · ${m.rooms}`}
          columns={useRoomColumns()}
          rows={centre.rooms}
          rowKey={({ id }) => id}
          empty={<EmptyState title={m.noRoomsTitle}>{m.noRooms}</EmptyState>}
          stacked
        />
      </Panel>
    </>
  )
}

function useRoomColumns(): Column<CentreSummary['rooms'][number]>[] {
  const m = useMessages(centreMessages)
  const name = useInLanguage()
  return [
    { key: 'room', header: m.columns.room, cell: (room) => name(room.nameZh, room.nameEn) },
    { key: 'seats', header: m.columns.seats, numeric: true, cell: ({ seats }) => seats },
    { key: 'usable', header: m.columns.usable, numeric: true, cell: ({ usable }) => usable },
    {
      key: 'act',
      header: m.columns.act,
      cell: ({ id }) => <Link to={`/centre/rooms/${id}`}>{m.manageSeats}</Link>,
    },
  ]
}
