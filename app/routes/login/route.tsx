import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { afterLogin, nextOf } from '#app/auth/home.ts'
import type { LoginRefusal } from '#app/auth/logins.ts'
import type { ShellHandle } from '#app/components/shell/shell.tsx'
import { readForm } from '#app/http/read-form.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { listDemoAccounts } from '#app/services/people/list-demo-accounts.ts'

import { DemoAccounts } from './demo-accounts.tsx'
import { LoginForm } from './login-form.tsx'

export const handle: ShellHandle = { shell: 'plain' }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: page.title }] : [])

const longest = 64

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer, config, locale } = context
  if (viewer) return redirect(afterLogin(viewer, request.url))
  const { searchParams } = new URL(request.url)
  return {
    title: messagesOf(accountMessages, locale).logInPage.title,
    login: (searchParams.get('login') ?? '').slice(0, longest),
    next: nextOf(request.url),
    demoAccounts: config.demo ? await listDemoAccounts(db) : [],
  }
}

const Typed = z.object({ login: z.string().trim().min(1).max(longest), password: z.string().min(1).max(256) })

const statuses = { wrong: 401, locked: 423, disabled: 403, 'too-many': 429 } satisfies Record<
  LoginRefusal,
  number
>

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request)
  const typed = Typed.safeParse(Object.fromEntries(form))
  // The browser asks for both fields; whoever leaves one out all the same has not given the right pair.
  if (!typed.success)
    return data({ login: '', refusal: 'wrong' as const, lockedUntil: null }, { status: 400 })

  const cookieHeader = request.headers.get('Cookie')
  const result = await context.logins.logIn({ ...typed.data, address: context.address, cookieHeader })
  if (!result.ok) {
    const { refusal, lockedUntil } = result
    return data({ login: typed.data.login, refusal, lockedUntil }, { status: statuses[refusal] })
  }
  const { cookie, viewer } = result.value
  return redirect(afterLogin(viewer, request.url), { headers: { 'Set-Cookie': cookie } })
}

export default function Login() {
  const { login, next, demoAccounts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <LoginForm key={login} login={answer?.login ?? login} answer={answer ?? null} returns={next !== '/'} />
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} next={next} chosen={login} />}
    </>
  )
}
