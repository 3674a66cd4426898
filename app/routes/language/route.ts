import { redirect, type ActionFunctionArgs } from '@remix-run/server-runtime'

import { safeReturnPath } from '#app/components/shell/return-path.ts'
import { isLocale, localeCookie } from '#app/i18n/locale.ts'

/** Somebody typed the address: there is nothing to see here. */
export function loader() {
  return redirect('/')
}

/** Keeps the chosen language in a cookie and goes back to where it was chosen. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const locale = form.get('lang')
  const headers = new Headers()
  if (isLocale(locale)) headers.set('Set-Cookie', localeCookie(locale, context.config.secureCookies))
  return redirect(safeReturnPath(form.get('returnTo')), { headers })
}
