import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { hashIdNumber } from '#app/auth/id-number.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { findExpected, isIdNumber, readCheckIn } from '#app/services/sittings/read-check-in.ts'
import { checkIn, liftLockout } from '#app/services/sittings/room-acts.ts'
import { isUuid } from '#app/services/statistics/scope.ts'

import { CheckInDesk } from './check-in-desk.tsx'

const roles = ['proctor'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const view = await readCheckIn(staff, params.sittingId ?? '', context.now)
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

/** Three forms of one page: find somebody, confirm an identity, lift a lockout. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, roles)
  const form = await request.formData()
  const sittingId = params.sittingId ?? ''
  const text = textOf(form.get('q'))
  // By POST, because a scanned ID number must stand in no address.
  if (form.get('intent') === 'find') {
    const isWhole = isIdNumber(text)
    const idNumberHash = isWhole ? hashIdNumber(context.keys, text) : null
    const found = await findExpected(staff, sittingId, { text, idNumberHash })
    if (!found.ok) throw data(null, { status: 404 })
    return { asked: isWhole ? null : text, found: found.value, failed: false }
  }
  const registrationId = textOf(form.get('registrationId'))
  const unlocks = form.get('intent') === 'unlock'
  const done = isUuid(registrationId) && (await (unlocks ? liftLockout : checkIn)(staff, registrationId)).ok
  if (!done) return data({ asked: '', found: [], failed: true }, { status: 409 })
  return redirect(`/proctor/${sittingId}/check-in?${unlocks ? 'unlocked' : 'checked'}=${registrationId}`)
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

const textOf = (value: FormDataEntryValue | null) =>
  typeof value === 'string' ? value.normalize('NFKC').trim().slice(0, 100) : ''
