import { Link, type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { afterLogin } from '#app/auth/home.ts'
import { AccountForm, FormAside } from '#app/components/account/account-form.tsx'
import { fieldOfFault, NewPasswordFields } from '#app/components/account/new-password-fields.tsx'
import type { ShellHandle } from '#app/components/shell/shell.tsx'
import { readForm } from '#app/http/read-form.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import { ActivationNotice, faultOfAnswer } from './activation-notice.tsx'

export const handle: ShellHandle = { shell: 'plain' }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: page.title }] : [])

const longest = 64

export function loader({ request, context }: LoaderFunctionArgs) {
  return {
    title: messagesOf(accountMessages, context.locale).activatePage.title,
    login: (new URL(request.url).searchParams.get('login') ?? '').slice(0, longest),
  }
}

const Typed = z.object({
  login: z.string().trim().min(1).max(longest),
  code: z.string().trim().min(1).max(longest),
  password: z.string().min(1).max(256),
  again: z.string().max(256),
})

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = Typed.safeParse(Object.fromEntries(await readForm(request)))
  if (!typed.success)
    return data({ login: '', code: '', refusal: 'wrong' as const, lockedUntil: null }, { status: 400 })
  const { again, ...wanted } = typed.data
  const { login, code, password } = wanted
  if (again !== password) {
    return data({ login, code, refusal: 'password-differs' as const, lockedUntil: null }, { status: 422 })
  }
  const result = await context.logins.activate({ ...wanted, address: context.address })
  if (!result.ok) {
    const { refusal, lockedUntil } = result
    return data({ login, code, refusal, lockedUntil }, { status: 422 })
  }
  const { cookie, viewer } = result.value
  return redirect(afterLogin(viewer, request.url), { headers: { 'Set-Cookie': cookie } })
}

export default function Activate() {
  const m = useMessages(accountMessages)
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const login = answer?.login ?? page.login
  const fault = answer ? faultOfAnswer(answer.refusal) : null
  return (
    <>
      <PageHeader title={m.activatePage.title} lead={m.activatePage.lead} />
      {answer && <ActivationNotice refusal={answer.refusal} lockedUntil={answer.lockedUntil} />}
      <AccountForm focus={fieldOfFault(fault) ?? (login === '' ? 'login' : 'code')}>
        <TextField
          name="login"
          label={m.login}
          defaultValue={login}
          maxLength={longest}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          name="code"
          label={m.activatePage.code}
          hint={m.activatePage.codeHint}
          defaultValue={answer?.code}
          maxLength={longest}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <NewPasswordFields fault={fault} />
        <Button variant="primary" size="large" wide>
          {m.activatePage.submit}
        </Button>
      </AccountForm>
      <FormAside>
        {m.activatePage.noCode} <Link to="/login">{m.activatePage.toLogin}</Link>
      </FormAside>
    </>
  )
}
