import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { FormId, requireForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { centreMessages } from '#app/i18n/centre.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { markSeat, readSeats } from '#app/services/centres/seats-of-room.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { SeatTable } from './seat-table.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const manager = requireStaff(context, request, ['centre-manager'])
  const room = await readSeats(manager, params.roomId ?? '', context.now)
  if (!room.ok) throw data(null, { status: 404 })
  return room.value
}

const Marked = z.object({ seatId: FormId, mark: z.enum(['usable', 'unusable']) })

export async function action({ request, params, context }: ActionFunctionArgs) {
  const manager = requireStaff(context, request, ['centre-manager'])
  const { seatId, mark } = await requireForm(request, Marked)
  const roomId = requireId(params.roomId)
  const marked = await markSeat(manager, { roomId, seatId, usable: mark === 'usable' })
  if (!marked.ok) throw data(null, { status: 404 })
  return redirect(`/centre/rooms/${roomId}?${mark}=${marked.value.number}`)
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(centreMessages, locale).seats.title)

export default function Seats() {
  const m = useMessages(centreMessages)
  const name = useInLanguage()
  const room = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  const conflicts = room.seats.filter(({ usable, coming }) => !usable && coming > 0).length
  const done = (['usable', 'unusable'] as const).find((mark) => query.has(mark))
  const seat = done && room.seats.find(({ number }) => String(number) === query.get(done))
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/centre' }, { label: name(room.nameZh, room.nameEn) }]}
        title={`${name(room.centreZh, room.centreEn)} · ${name(room.nameZh, room.nameEn)}`}
        lead={m.seats.lead}
      />
      {done && seat && (
        <Notice tone="success" role="status">
          {m.seats.done[done](String(seat.number))}
        </Notice>
      )}
      {conflicts > 0 && <Notice tone="warning">{m.seats.conflict(conflicts)}</Notice>}
      <Panel flush>
        <SeatTable
          seats={room.seats}
          empty={<EmptyState title={m.seats.emptyTitle}>{m.seats.empty}</EmptyState>}
        />
      </Panel>
    </>
  )
}
