import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { RoomPage } from '#app/components/proctoring/room-page.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { useReread } from '#app/components/use-reread.ts'
import { requireId } from '#app/http/path-id.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { readRoom } from '#app/services/sittings/read-room.ts'

/** The room needs the whole screen. */
export const handle = { shell: 'exam' }

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(proctoringMessages, locale).title)

/** The room of a sitting, for its proctors and inspectors. Somebody else's sitting is not found. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['proctor', 'inspector'])
  const room = await readRoom(staff, requireId(params.sittingId))
  if (!room.ok) throw data(null, { status: 404 })
  return room.value
}

export default function ProctorRoom() {
  const room = useLoaderData<typeof loader>()
  return <RoomPage room={room} reread={useReread()} />
}
