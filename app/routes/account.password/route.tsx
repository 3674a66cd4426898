import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireLogin } from '#app/auth/guards.ts'
import { nextOf } from '#app/auth/home.ts'
import type { PasswordRefusal } from '#app/auth/logins.ts'
import { AccountForm } from '#app/components/account/account-form.tsx'
import { fieldOfFault, NewPasswordFields } from '#app/components/account/new-password-fields.tsx'
import { PasswordField } from '#app/components/account/password-field.tsx'
import { RefusalNotice } from '#app/components/account/refusal-notice.tsx'
import { readForm } from '#app/http/read-form.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: page.title }] : [])

export function loader({ request, context }: LoaderFunctionArgs) {
  const { login, mustChangePassword } = requireLogin(context, request)
  return {
    title: messagesOf(accountMessages, context.locale).passwordPage.title,
    login,
    due: mustChangePassword,
  }
}

const Typed = z.object({
  current: z.string().min(1).max(256),
  password: z.string().min(1).max(256),
  again: z.string().max(256),
})

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireLogin(context, request)
  const typed = Typed.safeParse(Object.fromEntries(await readForm(request)))
  if (!typed.success) return data({ refusal: 'wrong' as const, lockedUntil: null }, { status: 400 })
  const { again, ...wanted } = typed.data
  if (again !== wanted.password)
    return data({ refusal: 'password-differs' as const, lockedUntil: null }, { status: 422 })

  const result = await context.logins.changePassword({ ...wanted, viewer, address: context.address })
  if (!result.ok) return data({ refusal: result.refusal, lockedUntil: result.lockedUntil }, { status: 422 })
  return viewer.mustChangePassword
    ? redirect(nextOf(request.url))
    : data({ refusal: null, lockedUntil: null })
}

export default function ChangePassword() {
  const m = useMessages(accountMessages)
  const { login, due } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.refusal === null) return <Changed />
  return (
    <>
      <PageHeader title={m.passwordPage.title} lead={m.passwordPage.lead} />
      {due && !answer && (
        <Notice tone="warning" title={m.passwordPage.due.title}>
          {m.passwordPage.due.todo}
        </Notice>
      )}
      {answer?.refusal === 'locked' && <RefusalNotice refusal="locked" lockedUntil={answer.lockedUntil} />}
      <PasswordForm login={login} refusal={answer?.refusal ?? null} />
    </>
  )
}

function PasswordForm({
  login,
  refusal,
}: {
  login: string
  refusal: PasswordRefusal | 'password-differs' | null
}) {
  const m = useMessages(accountMessages)
  const fault = refusal === 'wrong' || refusal === 'locked' ? null : refusal
  return (
    <AccountForm focus={fieldOfFault(fault) ?? 'current'}>
      {/* Tells a password manager whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      <PasswordField
        name="current"
        label={m.passwordPage.current}
        autoComplete="current-password"
        error={refusal === 'wrong' ? m.passwordPage.wrong : null}
      />
      <NewPasswordFields fault={fault} />
      <Button variant="primary" size="large">
        {m.passwordPage.submit}
      </Button>
    </AccountForm>
  )
}

function Changed() {
  const { passwordPage } = useMessages(accountMessages)
  return (
    <>
      <PageHeader title={passwordPage.title} />
      <Notice tone="success" role="status" title={passwordPage.done.title}>
        {passwordPage.done.todo}
      </Notice>
      <div>
        <LinkButton to="/" variant="primary" reloadDocument>
          {passwordPage.back}
        </LinkButton>
      </div>
    </>
  )
}
