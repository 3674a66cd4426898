import { type ActionFunctionArgs, redirect } from '@remix-run/server-runtime'

/** Somebody typed the address: logging out is a button, so that no link of a stranger can do it. */
export function loader() {
  return redirect('/')
}

export async function action({ request, context }: ActionFunctionArgs) {
  const cookie = await context.logins.logOut(request.headers.get('Cookie'), context.address)
  return redirect('/login', { headers: { 'Set-Cookie': cookie } })
}
