import { redirect, type ActionFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { safeReturnPath } from '#app/components/shell/return-path.ts'
import { requireForm } from '#app/http/read-form.ts'
import { localeCookie, locales } from '#app/i18n/locale.ts'

const Choice = z.object({ lang: z.enum(locales), returnTo: z.string().optional() })

/** Somebody typed the address: there is nothing to see here. */
export function loader() {
  return redirect('/')
}

/** Keeps the chosen language in a cookie and goes back to where it was chosen. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { lang, returnTo } = await requireForm(request, Choice)
  const headers = { 'Set-Cookie': localeCookie(lang, context.config.secureCookies) }
  return redirect(safeReturnPath(returnTo), { headers })
}
