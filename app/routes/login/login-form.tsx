import { Link } from '@remix-run/react'

import type { LoginRefusal } from '#app/auth/logins.ts'
import { AccountForm, FormAside } from '#app/components/account/account-form.tsx'
import { PasswordField } from '#app/components/account/password-field.tsx'
import { RefusalNotice } from '#app/components/account/refusal-notice.tsx'
import { accountMessages } from '#app/i18n/account.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type LoginFormProps = {
  login: string
  answer: { refusal: LoginRefusal; lockedUntil: Date | null } | null
  /** Whether somebody was sent here from another page. */
  returns: boolean
}

/** Two fields and one button. */
export function LoginForm({ login, answer, returns }: LoginFormProps) {
  const m = useMessages(accountMessages)
  return (
    <>
      <PageHeader title={m.logInPage.title} lead={returns ? m.logInPage.next : m.logInPage.lead} />
      {answer && <RefusalNotice refusal={answer.refusal} lockedUntil={answer.lockedUntil} />}
      <AccountForm focus={login === '' ? 'login' : 'password'}>
        <TextField
          name="login"
          label={m.login}
          defaultValue={login}
          maxLength={64}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField name="password" label={m.password} autoComplete="current-password" />
        <Button variant="primary" size="large" wide>
          {m.logInPage.submit}
        </Button>
      </AccountForm>
      <FormAside>
        {m.logInPage.firstTime} <Link to="/activate">{m.logInPage.activate}</Link>
      </FormAside>
    </>
  )
}
