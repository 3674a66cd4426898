import { type MetaFunction, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { MySittings } from '#app/components/sittings/my-sittings.tsx'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { listMySittings } from '#app/services/sittings/list-sittings.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['proctor'])
  return { now: context.now, sittings: await listMySittings(staff, 'proctor', context.now) }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(sittingMessages, locale).proctor.title)

export default function Proctor() {
  const { now, sittings } = useLoaderData<typeof loader>()
  return <MySittings as="proctor" sittings={sittings} now={now} />
}
