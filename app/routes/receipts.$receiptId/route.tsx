import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'
import { useEffect } from 'react'

import { requireCandidate } from '#app/auth/guards.ts'
import { finishOutbox } from '#app/components/exam/outbox/finish.ts'
import { ScoreCorrectionNotice } from '#app/components/regrade/score-correction-notice.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { requireId } from '#app/http/path-id.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { readReceiptPage } from '#app/services/receipts/read-receipt-page.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { NewerReceipt } from './newer-receipt.tsx'
import { PartTable } from './part-table.tsx'
import { ReceiptFacts } from './receipt-facts.tsx'
import styles from './receipt.module.css'
import { ScoreWords } from './score-words.tsx'
import { SignatureLines } from './signature-lines.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(receiptMessages, locale).title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const candidate = requireCandidate(context, request)
  const receipt = await readReceiptPage(candidate, requireId(params.receiptId), context.now)
  if (!receipt.ok) throw data(null, { status: 404 })
  return { receipt: receipt.value, issuedAt: context.now }
}

export default function Receipt() {
  const m = useMessages(receiptMessages)
  const { receipt, issuedAt } = useLoaderData<typeof loader>()
  const title = useLocale() === 'en' ? receipt.exam.titleEn : receipt.exam.titleZh
  useLeaveNothingBehind(receipt)
  return (
    <div className={styles.page}>
      <div className={styles.screenOnly}>
        <PageHeader
          title={m.title}
          lead={title}
          crumbs={[{ label: m.crumb, to: '/home' }, { label: m.title }]}
          actions={
            <Button type="button" icon="print" onClick={() => window.print()}>
              {m.print}
            </Button>
          }
        />
      </div>
      <header className={styles.sheetHead}>
        <p className={styles.sheetExam}>{title}</p>
        <p className={styles.sheetTitle}>{m.sheet}</p>
      </header>
      <NewerReceipt receipt={receipt} />
      <ScoreWords receipt={receipt} />
      <div className={styles.screenOnly}>
        <ScoreCorrectionNotice exam={title} tryNo={null} corrections={receipt.corrections} />
      </div>
      <div className={styles.columns}>
        <ReceiptFacts receipt={receipt} />
        <PartTable receipt={receipt} />
      </div>
      <SignatureLines issuedAt={issuedAt} />
      <div className={styles.screenOnly}>
        <Panel title={m.trust.title}>
          <p>{m.trust.body}</p>
          <p>
            {m.trust.noKeys} {m.appeal}
          </p>
          <div className={styles.actions}>
            <LinkButton to={`/verify?receipt=${receipt.receiptId}`}>{m.trust.verify}</LinkButton>
            <LinkButton to="/home" variant="quiet">
              {m.home}
            </LinkButton>
          </div>
        </Panel>
      </div>
    </div>
  )
}

/** Seat computers are shared: whatever this browser still kept of the attempt goes. */
function useLeaveNothingBehind({ attemptId, personId }: { attemptId: string; personId: string }): void {
  useEffect(() => {
    void finishOutbox({ attemptId, personId })
  }, [attemptId, personId])
}
