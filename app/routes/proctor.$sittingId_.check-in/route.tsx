import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { hashIdNumber } from '#app/auth/id-number.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { FormId, requireForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { findExpected, isIdNumber, readCheckIn } from '#app/services/sittings/read-check-in.ts'
import { checkIn, liftLockout } from '#app/services/sittings/room-acts.ts'

import { CheckInDesk } from './check-in-desk.tsx'

const roles = ['proctor'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const view = await readCheckIn(staff, params.sittingId ?? '', context.now)
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

const Wanted = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('find'), q: z.string().normalize('NFKC').trim().max(100) }),
  z.object({ intent: z.enum(['check-in', 'unlock']), registrationId: FormId }),
])

/** Three forms of one page: find somebody, confirm an identity, lift a lockout. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const form = await requireForm(request, Wanted)
  const sittingId = requireId(params.sittingId)
  // By POST, because a scanned ID number must stand in no address.
  if (form.intent === 'find') {
    const text = form.q
    const isWhole = isIdNumber(text)
    const idNumberHash = isWhole ? hashIdNumber(context.keys, text) : null
    const found = await findExpected(staff, sittingId, { text, idNumberHash })
    if (!found.ok) throw data(null, { status: 404 })
    return { asked: isWhole ? null : text, found: found.value, failed: false }
  }
  const { registrationId, intent } = form
  const done = await (intent === 'unlock' ? liftLockout : checkIn)(staff, registrationId, { sittingId })
  if (!done.ok) return data({ asked: '', found: [], failed: true }, { status: 409 })
  return redirect(
    `/proctor/${sittingId}/check-in?${intent === 'unlock' ? 'unlocked' : 'checked'}=${registrationId}`,
  )
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(sittingMessages, locale).desk.title)

export default function CheckIn() {
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const [query] = useSearchParams()
  const done = { checked: query.get('checked'), unlocked: query.get('unlocked') }
  return <CheckInDesk view={view} answer={answer} done={done} />
}
