import { Link } from '@remix-run/react'

import { ScoreCorrectionNotice } from '#app/components/regrade/score-correction-notice.tsx'
import { titleIn } from '#app/components/statistics/names.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { RegistrationView } from '#app/services/exams/list-registrations.ts'

/** A correction stays on the home page for thirty days; on the receipt it stays for good. */
const SHOWN_MS = 30 * 24 * 60 * 60 * 1000

/** What corrections of keys did to scores lately, with the way to the new receipt. */
export function CorrectedScores({
  registrations,
  now,
}: {
  registrations: readonly RegistrationView[]
  now: Date
}) {
  const m = useMessages(regradeMessages).notice
  const locale = useLocale()
  const corrected = registrations.flatMap(({ exam, results }) =>
    results.map(({ receiptId, tryNo, corrections }) => ({
      ...{ exam, receiptId, tryNo },
      corrections: corrections.filter(({ at }) => now.getTime() - at.getTime() < SHOWN_MS),
    })),
  )
  return (
    <>
      {corrected.map(({ exam, receiptId, tryNo, corrections }) => (
        <ScoreCorrectionNotice
          key={receiptId}
          exam={titleIn(locale, exam)}
          tryNo={exam.maxTries > 1 ? tryNo : null}
          corrections={corrections}
        >
          <Link to={`/receipts/${receiptId}`}>{m.receipt}</Link>
        </ScoreCorrectionNotice>
      ))}
    </>
  )
}
