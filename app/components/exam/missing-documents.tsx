import { useState } from 'react'

import { documentMessages } from '#app/i18n/documents.ts'
import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import { DocumentDialog } from './document-dialog.tsx'
import styles from './missing-documents.module.css'

export type MissingDocument = { document: 'privacy-notice' | 'pledge'; version: string }

type MissingDocumentsProps = {
  registrationId: string
  missing: readonly MissingDocument[]
  onAccepted: (document: MissingDocument['document']) => void
}

/** For whoever came to the exam without accepting notice and pledge: they stay open, and hold nobody up. */
export function MissingDocuments({ registrationId, missing, onAccepted }: MissingDocumentsProps) {
  const m = useMessages(examMessages).missing
  const titles = useMessages(documentMessages)
  const [reading, setReading] = useState<MissingDocument | null>(null)
  if (missing.length === 0) return null
  return (
    <section className={styles.missing}>
      {missing.map((one) => (
        <p key={one.document} className={styles.line}>
          <span>{m[one.document]}</span>
          <Button
            type="button"
            size="small"
            onClick={() => setReading(one)}
            aria-label={m.readTitle(titles[one.document].title)}
          >
            {m.read}
          </Button>
        </p>
      ))}
      {reading && (
        <DocumentDialog
          registrationId={registrationId}
          {...reading}
          onClose={() => setReading(null)}
          onAccepted={() => {
            setReading(null)
            onAccepted(reading.document)
          }}
        />
      )}
    </section>
  )
}
