import { useLoaderData } from '@remix-run/react'
import { type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireViewer } from '#app/auth/guards.ts'
import { homeOf } from '#app/auth/home.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** The way in: everybody goes on to where their work is. */
export function loader({ request, context }: LoaderFunctionArgs) {
  if (!context.viewer) return redirect('/login')
  const viewer = requireViewer(context, request)
  const home = homeOf(viewer)
  return home ? redirect(home) : { name: viewer.name }
}

/** Only for an account that nobody has given a role. */
export default function NoRole() {
  const { name } = useLoaderData<{ name: string }>()
  const { noRole } = useMessages(accountMessages)
  return (
    <>
      <PageHeader title={noRole.title} lead={noRole.lead(name)} />
      <Notice>{noRole.todo}</Notice>
    </>
  )
}
