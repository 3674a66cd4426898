import { Form, type MetaFunction, useLoaderData, useNavigation } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { networkOf } from '#app/auth/login-limits.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { isId } from '#app/http/path-id.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { Button } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import { VerifiedReceipt } from './verified-receipt.tsx'
import styles from './verify.module.css'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(receiptMessages, locale).verify.title)

/** Open to everybody: whoever holds the number of a receipt may check it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('receipt')
  if (asked === null) return { asked: '', result: null, problem: null }
  const receiptId = asked.trim().toLowerCase()
  if (!isId(receiptId)) return data({ asked, result: null, problem: 'malformed' as const }, { status: 422 })
  if (!(await context.verifications.within(networkOf(context.address)))) throw data(null, { status: 429 })
  const verified = await verifyReceipt(context, receiptId)
  if (!verified.ok) return data({ asked, result: null, problem: 'unknown' as const }, { status: 404 })
  return { asked, result: verified.value, problem: null }
}

export default function Verify() {
  const m = useMessages(receiptMessages).verify
  const { asked, result, problem } = useLoaderData<typeof loader>()
  const busy = useNavigation().state !== 'idle'
  return (
    <div className={styles.page}>
      <PageHeader title={m.title} lead={m.lead} />
      <Panel>
        <Form method="get" className={styles.form} noValidate>
          <TextField
            key={asked}
            label={m.label}
            hint={m.hint}
            name="receipt"
            defaultValue={asked}
            autoComplete="off"
            spellCheck={false}
            error={problem && m[problem]}
            className={styles.field ?? ''}
          />
          <Button variant="primary" busy={busy}>
            {m.button}
          </Button>
        </Form>
      </Panel>
      {result && <VerifiedReceipt result={result} />}
    </div>
  )
}
